'use client'
import { CodeXml, Copy, Download, Ellipsis, Link2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { buttonLook } from '@/components/ui/button-look.ts'
import { IconButton } from '@/components/ui/icon-button.tsx'
import { Menu } from '@/components/ui/menu.tsx'
import { MenuItem } from '@/components/ui/menu-item.tsx'
import { useCopy } from '@/components/ui/use-copy.ts'
import { useToast } from '@/components/ui/use-toast.ts'
import type { ObjectDetails } from '@/lib/objects/details-schema.ts'
import { downloadApi } from '@/lib/paths.ts'

const ScriptPanel = lazy(() =>
  import('@/components/scripts/script-panel.tsx').then((it) => ({ default: it.ScriptPanel })),
)

type Props = { connection: string; details: ObjectDetails; onShare: () => void }

export function ObjectActions({ connection, details, onShare }: Props) {
  const [script, setScript] = useState(false)
  const { copy } = useCopy()
  const toast = useToast()
  const { bucket, key, archived, s3Uri, arn } = details
  const copyText = async (what: string, text: string) => {
    const done = await copy(text)
    toast(done ? { title: `${what} copied`, tone: 'ok' } : { title: 'The browser refused the clipboard', tone: 'bad' })
  }
  return (
    <div className="flex flex-wrap gap-2">
      {!archived && (
        // `download`: where it fails, the browser says so and stays on this page.
        <a href={downloadApi(bucket, key, { connection })} download className={buttonLook({ variant: 'primary' })}>
          <Download aria-hidden />
          Download
        </a>
      )}
      <Button onClick={onShare}>
        <Link2 aria-hidden />
        Share link
      </Button>
      <Menu
        align="end"
        trigger={
          <IconButton label="More about this object" variant="default">
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        <MenuItem icon={<Copy aria-hidden />} onSelect={() => void copyText('Key', key)}>
          Copy key
        </MenuItem>
        <MenuItem icon={<Copy aria-hidden />} onSelect={() => void copyText('S3 URI', s3Uri)}>
          Copy S3 URI
        </MenuItem>
        <MenuItem icon={<Copy aria-hidden />} onSelect={() => void copyText('ARN', arn)}>
          Copy ARN
        </MenuItem>
        <MenuItem icon={<CodeXml aria-hidden />} onSelect={() => setScript(true)}>
          As a script…
        </MenuItem>
      </Menu>
      {script && (
        <Suspense>
          <ScriptPanel view={{ kind: 'download', bucket, key }} connection={connection} open onOpenChange={setScript} />
        </Suspense>
      )}
    </div>
  )
}

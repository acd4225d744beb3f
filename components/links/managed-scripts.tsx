'use client'
import { lazy, Suspense } from 'react'
import { CodeBlock } from '@/components/ui/code-block.tsx'
import { Skeleton } from '@/components/ui/skeleton.tsx'
import { Tabs } from '@/components/ui/tabs.tsx'
import { type ManagedScript, managedCurl, managedPython } from '@/lib/scripts/managed-link.ts'

const QrCode = lazy(() => import('@/components/objects/share/qr-code.tsx'))

/** The link for a camera and for the tools that fetch it without an account. */
export function ManagedScripts({ script }: { script: ManagedScript }) {
  const tab = (label: string, code: string) => ({
    value: label,
    label,
    content: (
      <div className="grid gap-2">
        <CodeBlock code={code} label={`${label} script`} />
        {script.hasPassword && (
          <p className="text-sm text-muted">Put the password into the environment as LINK_PASSWORD first.</p>
        )}
      </div>
    ),
  })
  const qr = (
    <Suspense fallback={<Skeleton className="h-72" />}>
      <div className="grid">
        <QrCode text={script.url} />
      </div>
    </Suspense>
  )
  return (
    <Tabs
      label="This link as"
      tabs={[
        tab('curl', managedCurl(script)),
        tab('Python', managedPython(script)),
        { value: 'qr', label: 'QR', content: qr },
      ]}
    />
  )
}

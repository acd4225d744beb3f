import { FolderDown } from 'lucide-react'
import { Button } from '@/components/ui/button.tsx'
import { FORMS } from './forms.ts'

type Props = { /** Below the top of what was shared. */ inFolder: boolean }

/** Everything, or what is chosen, once something is: one ZIP, made as it is downloaded. No script is needed for that. */
export function ZipButtons({ inFolder }: Props) {
  return (
    <div className="flex flex-wrap gap-2">
      <Button type="submit" form={FORMS.chosen} className="not-group-has-[input:checked]/files:hidden">
        Download chosen
      </Button>
      <Button type="submit" form={FORMS.all} variant="primary">
        <FolderDown aria-hidden /> {inFolder ? 'Download this folder' : 'Download all'}
      </Button>
    </div>
  )
}

import { Notice } from '@/components/ui/notice.tsx'
import { countOf } from '@/lib/format/counts.ts'
import { displayText } from '@/lib/format/key-display.ts'
import type { Sent } from '@/lib/incoming/sent.ts'

/** What became of the files of a plain form, said on the page that the browser came back to. */
export function SharedSent({ sent: { came, cameCount, refused, refusedCount } }: { sent: Sent }) {
  return (
    <div className="grid gap-2 px-6 pt-6">
      {cameCount > 0 && (
        <Notice title={`${countOf(cameCount, 'file')} came in.`}>
          <p className="[overflow-wrap:anywhere]">
            {came.map(displayText).join(', ')}
            {cameCount > came.length && ` and ${cameCount - came.length} more`}
          </p>
        </Notice>
      )}
      {refusedCount > 0 && (
        <Notice tone="bad" title={`${countOf(refusedCount, 'file')} did not come in.`}>
          <ul className="grid gap-1">
            {refused.map(([name, why]) => (
              <li key={name} className="[overflow-wrap:anywhere]">
                <bdi className="font-[560]">{displayText(name)}</bdi>: {why}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  )
}

import { classNames } from '@/components/ui/class-names.ts'
import { Tag } from '@/components/ui/tag.tsx'
import type { ConnectionCheck } from '@/lib/connections/schema.ts'

/** Each check in words, with the permission it needs on AWS. */
const CHECK: { [check in ConnectionCheck['check']]: { label: string; action: string } } = {
  list_buckets: { label: 'List buckets', action: 's3:ListAllMyBuckets' },
  list: { label: 'List objects', action: 's3:ListBucket' },
  head: { label: 'Read properties', action: 's3:GetObject' },
  get: { label: 'Download', action: 's3:GetObject' },
}

const RESULT = {
  ok: { tone: 'ok', text: 'works' },
  denied: { tone: 'warn', text: 'not allowed' },
  failed: { tone: 'bad', text: 'failed' },
  skipped: { tone: 'neutral', text: 'not tried' },
} as const

const CELL = 'border-b border-line px-3 py-2 align-baseline'
const HEAD = 'h-8 border-b border-line bg-subtle px-3 font-[520] whitespace-nowrap'

export function SelfTestResults({ items }: { items: readonly ConnectionCheck[] }) {
  return (
    <div className="overflow-hidden rounded-lg border border-line">
      <table aria-label="Self-test results" className="-mb-px w-full border-separate border-spacing-0 text-left">
        <thead className="text-sm text-muted">
          <tr>
            <th scope="col" className={HEAD}>
              Check
            </th>
            <th scope="col" className={HEAD}>
              Result
            </th>
            <th scope="col" className={HEAD}>
              Detail
            </th>
            <th scope="col" className={classNames(HEAD, 'max-sm:hidden')}>
              Permission on AWS
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ check, result, detail }) => (
            <tr key={check}>
              <th scope="row" className={classNames(CELL, 'font-[520] sm:whitespace-nowrap')}>
                {CHECK[check].label}
              </th>
              <td className={CELL}>
                <Tag tone={RESULT[result].tone}>{RESULT[result].text}</Tag>
              </td>
              <td className={classNames(CELL, 'text-muted [overflow-wrap:anywhere]')}>{detail}</td>
              <td className={classNames(CELL, 'mono text-faint max-sm:hidden')}>{CHECK[check].action}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

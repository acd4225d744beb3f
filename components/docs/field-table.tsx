import type { SchemaField } from '@/lib/openapi/fields.ts'

const CELL = 'border-t border-line py-1.5 pr-3 align-top text-left'

/** Names, types and words, in a region that scrolls on a narrow screen. */
export function FieldTable({ label, fields }: { label: string; fields: readonly SchemaField[] }) {
  if (fields.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section aria-label={label} tabIndex={0} className="relative overflow-x-auto">
      <table className="w-full min-w-[520px] border-separate border-spacing-0">
        <thead className="sr-only">
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Type</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ name, type, required, description }) => (
            <tr key={name}>
              <th scope="row" className={`${CELL} mono w-56 font-[520] [overflow-wrap:anywhere]`}>
                {name}
                {required && <span className="font-sans text-sm text-muted"> needed</span>}
              </th>
              <td className={`${CELL} mono w-60 text-muted [overflow-wrap:anywhere]`}>{type}</td>
              <td className={CELL}>{description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

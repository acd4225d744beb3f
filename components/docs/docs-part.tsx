import type { ApiDocument } from '@/lib/openapi/document.ts'
import { OperationSection } from './operation-section.tsx'

type Props = { title: string; tag: string; document: ApiDocument; origin: string }

export function DocsPart({ title, tag, document, origin }: Props) {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      operation.tags.includes(tag) ? [{ path, method, operation }] : [],
    ),
  )
  return (
    <section aria-label={title} className="grid grid-cols-1 gap-2">
      <h2 className="text-md font-[620]">{title}</h2>
      {operations.map((one) => (
        <OperationSection key={one.operation.operationId} document={document} origin={origin} {...one} />
      ))}
    </section>
  )
}

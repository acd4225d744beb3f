import { CodeBlock } from '@/components/ui/code-block.tsx'
import type { ApiDocument } from '@/lib/openapi/document.ts'
import { DocsPart } from './docs-part.tsx'

const TITLES: { [tag: string]: string } = {
  connections: 'Connections',
  buckets: 'Buckets',
  objects: 'Objects',
  size: 'Size of a folder',
  uploads: 'Unfinished uploads',
  delete: 'Deleting many',
  presign: 'Presigned links',
  zip: 'ZIP',
  links: 'Links',
  activity: 'Activity',
  tokens: 'Tokens',
  session: 'Signing in',
  document: 'This document',
}

/** The reference of the API, from its own document and our own origin. */
export function DocsScreen({ document, origin }: { document: ApiDocument; origin: string }) {
  const first = `curl -fsS ${origin}/api/v1/buckets -H "Authorization: Bearer $STOWAGE_TOKEN"`
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="grid max-w-[1040px] grid-cols-1 gap-6 p-3 md:p-[18px]">
        <p className="max-w-[80ch] text-muted">{String(document.info.description).replaceAll('`', '')}</p>
        <CodeBlock code={first} label="first call" />
        {document.tags.map(({ name }) => (
          <DocsPart key={name} title={TITLES[name] ?? name} tag={name} document={document} origin={origin} />
        ))}
      </div>
    </div>
  )
}

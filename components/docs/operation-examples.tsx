'use client'
import { CodeBlock } from '@/components/ui/code-block.tsx'
import { Tabs } from '@/components/ui/tabs.tsx'
import type { RequestScript } from '@/lib/scripts/request-scripts.ts'

export function OperationExamples({ id, scripts }: { id: string; scripts: readonly RequestScript[] }) {
  return (
    <Tabs
      label={`Examples of ${id}`}
      tabs={scripts.map(({ id: language, title, code }) => ({
        value: language,
        label: title,
        content: <CodeBlock code={code} label={`${title} example of ${id}`} />,
      }))}
    />
  )
}

'use client'
import { useMemo, useState } from 'react'
import { Segmented } from '@/components/ui/segmented.tsx'
import { formatJson } from '@/lib/preview/json-format.ts'
import { SourcePreview } from './source-preview.tsx'

/** Set out in lines; every digit and name as it is stored. */
export function JsonPreview({ text, caption }: { text: string; caption: string }) {
  const [show, setShow] = useState<'formatted' | 'stored'>('formatted')
  const formatted = useMemo(() => formatJson(text), [text])
  if (formatted === null) return <SourcePreview text={text} caption={`Not JSON. ${caption}`} />
  return (
    <div className="grid gap-2">
      <Segmented
        label="JSON"
        value={show}
        onValue={setShow}
        options={[
          { value: 'formatted', label: 'Formatted' },
          { value: 'stored', label: 'As stored' },
        ]}
        className="justify-self-start text-sm"
      />
      <SourcePreview text={show === 'formatted' ? formatted : text} caption={caption} />
    </div>
  )
}

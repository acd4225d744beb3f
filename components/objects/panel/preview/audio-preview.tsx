'use client'
import { useState } from 'react'
import { PreviewFrame } from './preview-frame.tsx'
import { PreviewProblem } from './preview-problem.tsx'
import type { PreviewSource } from './preview-source.ts'

export function AudioPreview({ source }: { source: PreviewSource }) {
  const [failed, setFailed] = useState(false)
  if (failed) return <PreviewProblem detail="This browser cannot play it." />
  return (
    <PreviewFrame className="p-3">
      {/* biome-ignore lint/a11y/useMediaCaption: objects come without captions. */}
      <audio
        controls
        preload="metadata"
        src={source.url}
        aria-label={`Preview of ${source.name}`}
        className="w-full"
        onError={() => setFailed(true)}
      />
    </PreviewFrame>
  )
}

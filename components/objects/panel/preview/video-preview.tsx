'use client'
import { useState } from 'react'
import { PreviewFrame } from './preview-frame.tsx'
import { PreviewProblem } from './preview-problem.tsx'
import type { PreviewSource } from './preview-source.ts'

export function VideoPreview({ source }: { source: PreviewSource }) {
  const [failed, setFailed] = useState(false)
  if (failed) return <PreviewProblem detail="This browser cannot play it." />
  return (
    <PreviewFrame>
      {/* biome-ignore lint/a11y/useMediaCaption: objects come without captions. */}
      <video
        controls
        playsInline
        preload="metadata"
        src={source.url}
        aria-label={`Preview of ${source.name}`}
        className="max-h-80 w-full bg-subtle"
        onError={() => setFailed(true)}
      />
    </PreviewFrame>
  )
}

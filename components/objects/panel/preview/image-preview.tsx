'use client'
import { useState } from 'react'
import { formatCount } from '@/lib/format/counts.ts'
import { PreviewFrame } from './preview-frame.tsx'
import { PreviewProblem } from './preview-problem.tsx'
import type { PreviewSource } from './preview-source.ts'

const CHECKER =
  'bg-[repeating-conic-gradient(var(--bg-hover)_0_25%,var(--bg)_0_50%)] bg-[length:16px_16px] grid min-h-[150px] place-items-center'

/** At its natural size, or smaller to fit. */
export function ImagePreview({ source }: { source: PreviewSource }) {
  const [size, setSize] = useState<{ width: number; height: number } | null>(null)
  const [failed, setFailed] = useState(false)
  if (failed)
    return (
      <PreviewProblem detail="This browser cannot show the picture: its bytes are not what its name or type says." />
    )
  return (
    <PreviewFrame
      caption={size === null ? ' ' : `${formatCount(size.width)} × ${formatCount(size.height)} pixels`}
      className={CHECKER}
    >
      {/* biome-ignore lint/performance/noImgElement: the optimiser is off; bytes go through our own content route. */}
      <img
        src={source.url}
        alt={`Preview of ${source.name}`}
        className="max-h-80 max-w-full object-contain"
        onLoad={({ currentTarget }) =>
          setSize({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
        }
        onError={() => setFailed(true)}
      />
    </PreviewFrame>
  )
}

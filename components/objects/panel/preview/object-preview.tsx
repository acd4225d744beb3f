'use client'
import { lazy, Suspense } from 'react'
import { previewPlan } from '@/lib/preview/kind.ts'
import { AudioPreview } from './audio-preview.tsx'
import { ImagePreview } from './image-preview.tsx'
import { PreviewProblem } from './preview-problem.tsx'
import type { PreviewSource } from './preview-source.ts'
import { PreviewWaiting } from './preview-waiting.tsx'
import { VideoPreview } from './video-preview.tsx'

const TextPreview = lazy(() => import('./text-preview.tsx'))
const PdfPreview = lazy(() => import('./pdf-preview.tsx'))

type Props = { source: PreviewSource; objectKey: string; contentType: string | null; archived: boolean }

/** Shows an object without letting it run: pictures and media as such, everything else as text we draw ourselves. */
export function ObjectPreview({ source, objectKey, contentType, archived }: Props) {
  const plan = previewPlan({ key: objectKey, contentType, sizeBytes: source.sizeBytes, archived })
  switch (plan.show) {
    case 'nothing':
      return <PreviewProblem detail={plan.reason} />
    case 'image':
      return <ImagePreview key={source.url} source={source} />
    case 'audio':
      return <AudioPreview key={source.url} source={source} />
    case 'video':
      return <VideoPreview key={source.url} source={source} />
    case 'pdf':
      return (
        <Suspense fallback={<PreviewWaiting />}>
          <PdfPreview key={source.url} source={source} />
        </Suspense>
      )
    default:
      return (
        <Suspense fallback={<PreviewWaiting />}>
          <TextPreview key={source.url} source={source} kind={plan.show} />
        </Suspense>
      )
  }
}

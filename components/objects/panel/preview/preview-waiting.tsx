import { Skeleton } from '@/components/ui/skeleton.tsx'
import { PreviewFrame } from './preview-frame.tsx'

export function PreviewWaiting() {
  return (
    <PreviewFrame>
      <div aria-busy className="grid gap-2.5 p-3">
        <span className="sr-only">Loading the preview</span>
        <Skeleton className="w-4/5" />
        <Skeleton className="w-3/5" />
        <Skeleton className="w-2/3" />
      </div>
    </PreviewFrame>
  )
}

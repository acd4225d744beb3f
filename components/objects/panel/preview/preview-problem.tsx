import { Button } from '@/components/ui/button.tsx'
import { PreviewFrame } from './preview-frame.tsx'

type Props = { detail: string; onRetry?: (() => void) | undefined }

/** No preview, and why; the rest of the panel stands. */
export function PreviewProblem({ detail, onRetry }: Props) {
  return (
    <PreviewFrame>
      <div className="grid min-h-24 place-content-center justify-items-center gap-2 px-5 py-4 text-center text-muted">
        <p>{detail}</p>
        {onRetry && (
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        )}
      </div>
    </PreviewFrame>
  )
}

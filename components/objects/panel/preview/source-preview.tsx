import { classNames } from '@/components/ui/class-names.ts'
import { visibleText } from '@/lib/preview/visible-text.ts'
import { PreviewFrame } from './preview-frame.tsx'

type Props = { text: string; caption: string; wrap?: boolean | undefined; label?: string | undefined }

/** Text as it stands, nothing hidden in it. */
export function SourcePreview({ text, caption, wrap = true, label = 'Text of the object' }: Props) {
  return (
    <PreviewFrame caption={caption}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section aria-label={label} tabIndex={0} className="max-h-80 overflow-auto px-3 py-2.5 outline-offset-[-2px]">
        <pre className={classNames('mono leading-normal', wrap && 'whitespace-pre-wrap [overflow-wrap:anywhere]')}>
          {visibleText(text)}
        </pre>
      </section>
    </PreviewFrame>
  )
}

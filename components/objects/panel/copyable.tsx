import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button.tsx'
import { visibleLine } from '@/lib/preview/visible-text.ts'

type Props = {
  /** What lands in the clipboard, byte for byte. */
  text: string
  /** "ETag": the button is "Copy ETag". */
  label: string
  /** What is shown instead of the text. */
  children?: ReactNode
}

/** A value with its copy button, over its end: on hover, on focus, and always where fingers point. */
export function Copyable({ text, label, children }: Props) {
  return (
    <span className="group relative block pointer-coarse:pr-8">
      {children ?? <bdi>{visibleLine(text)}</bdi>}
      <span className="absolute -top-1 right-0 flex h-[26px] rounded-md bg-subtle opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
        <CopyButton text={text} label={`Copy ${label}`} />
      </span>
    </span>
  )
}

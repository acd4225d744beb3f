'use client'
import { lexer, type Token } from 'marked'
import { useMemo } from 'react'
import { MarkdownTokens } from './markdown-tokens.tsx'
import { PreviewFrame } from './preview-frame.tsx'
import { SourcePreview } from './source-preview.tsx'

/** Markdown as React elements: marked only reads it, and nothing of it is ever HTML. */
export default function MarkdownPreview({ text, caption }: { text: string; caption: string }) {
  const tokens = useMemo(() => tokensOf(text), [text])
  if (tokens === null) return <SourcePreview text={text} caption={caption} />
  return (
    <PreviewFrame caption={caption}>
      <section
        aria-label="Text of the object"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1).
        tabIndex={0}
        className="grid max-h-96 gap-2.5 overflow-auto px-3.5 py-3 outline-offset-[-2px] [overflow-wrap:anywhere]"
      >
        <MarkdownTokens tokens={tokens} />
      </section>
    </PreviewFrame>
  )
}

/** Null where the reader gives up: text nested thousands deep ends its stack. */
function tokensOf(text: string): Token[] | null {
  try {
    return lexer(text, { gfm: true })
  } catch (error) {
    console.warn('Markdown is shown as its source', error)
    return null
  }
}

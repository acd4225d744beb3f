import type { MarkedToken, Token, Tokens } from 'marked'
import type { ReactNode } from 'react'
import { decodeEntities } from '@/lib/preview/entities.ts'
import { safeHref } from '@/lib/preview/safe-href.ts'
import { visibleText } from '@/lib/preview/visible-text.ts'

type Props = { tokens: readonly Token[] | undefined; depth?: number }

/** Deeper than any document anyone writes; text below is shown as it stands. */
const DEPTH_MAX = 24

export function MarkdownTokens({ tokens = [], depth = 0 }: Props): ReactNode {
  return tokens.map((token, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: tokens of a text have no other name than their place, and never move.
    <One key={at} token={token as MarkedToken} depth={depth} />
  ))
}

function One({ token, depth }: { token: MarkedToken; depth: number }): ReactNode {
  if (depth > DEPTH_MAX) return visibleText(token.raw)
  const inside = (tokens: readonly Token[] | undefined) => <MarkdownTokens tokens={tokens} depth={depth + 1} />
  switch (token.type) {
    case 'heading':
      // Headings of a document are no headings of this page.
      return <p className={token.depth < 3 ? 'text-md font-[620]' : 'font-[620]'}>{inside(token.tokens)}</p>
    case 'paragraph':
      return <p>{inside(token.tokens)}</p>
    case 'strong':
      return <strong className="font-[620]">{inside(token.tokens)}</strong>
    case 'em':
      return <em>{inside(token.tokens)}</em>
    case 'del':
      return <del>{inside(token.tokens)}</del>
    case 'blockquote':
      return (
        <blockquote className="grid gap-2 border-l-2 border-line-strong pl-3 text-muted">
          {inside(token.tokens)}
        </blockquote>
      )
    case 'list':
      return <List token={token} depth={depth} />
    case 'table':
      return <Table token={token} depth={depth} />
    case 'link':
      return <Outward token={token}>{inside(token.tokens)}</Outward>
    case 'code':
      return <pre className="mono overflow-auto rounded-md bg-subtle px-2.5 py-2">{visibleText(token.text)}</pre>
    case 'codespan':
      return <code className="mono rounded-sm bg-subtle px-1">{visibleText(token.text)}</code>
    case 'hr':
      return <hr className="border-line" />
    case 'br':
      return <br />
    case 'text':
      return token.tokens ? inside(token.tokens) : visibleText(decodeEntities(token.text))
    case 'escape':
      return visibleText(token.text)
    case 'image':
      // Not loaded: it would tell another server that this text is being read.
      return <span className="text-muted">[image: {visibleText(token.text || token.href)}]</span>
    case 'html':
      return <code className="mono whitespace-pre-wrap text-muted">{visibleText(token.raw)}</code>
    case 'checkbox':
      return <input type="checkbox" checked={token.checked} readOnly disabled aria-label="Task" className="mr-1.5" />
    case 'space':
    case 'def':
      return null
    default:
      return visibleText((token as Token).raw)
  }
}

function Outward({ token, children }: { token: Tokens.Link; children: ReactNode }) {
  const href = safeHref(token.href)
  if (href === null) return <span title={visibleText(token.href)}>{children}</span>
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer noopener nofollow"
      title={visibleText(href)}
      className="text-accent underline"
    >
      {children}
    </a>
  )
}

function List({ token, depth }: { token: Tokens.List; depth: number }) {
  const items = token.items.map((item, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: items of a text have no other name than their place, and never move.
    <li key={at}>
      <MarkdownTokens tokens={item.tokens} depth={depth + 1} />
    </li>
  ))
  if (!token.ordered) return <ul className="grid list-disc gap-1 pl-5">{items}</ul>
  const start = token.start === '' ? 1 : token.start
  return (
    <ol start={start} className="grid list-decimal gap-1 pl-5">
      {items}
    </ol>
  )
}

function Table({ token, depth }: { token: Tokens.Table; depth: number }) {
  const row = (cells: Tokens.TableCell[], Cell: 'th' | 'td') =>
    cells.map((cell, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: cells of a text have no other name than their place, and never move.
      <Cell key={at} className="border-b border-line px-2 py-1 text-left align-top">
        <MarkdownTokens tokens={cell.tokens} depth={depth + 1} />
      </Cell>
    ))
  return (
    <table className="border-collapse">
      <thead>
        <tr>{row(token.header, 'th')}</tr>
      </thead>
      <tbody>
        {token.rows.map((cells, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a text have no other name than their place, and never move.
          <tr key={at}>{row(cells, 'td')}</tr>
        ))}
      </tbody>
    </table>
  )
}

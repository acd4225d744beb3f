import { type ApiRequest, apiRequest } from './api-request.ts'
import { jsonText } from './json-text.ts'
import { localName } from './local-name.ts'
import { shellQuote } from './shell-quote.ts'
import type { ScriptContext, ScriptView } from './view.ts'

export const AUTHORIZATION = '-H "Authorization: Bearer $STOWAGE_TOKEN"'

/** `--data-urlencode name=value` encodes any value itself, so a key needs shell quoting and nothing else. */
export function curl(view: ScriptView, context: ScriptContext): string {
  if (view.kind === 'link') {
    return lines([`curl -fL -o ${shellQuote(localName(view.fileName))}`, shellQuote(view.url)])
  }
  const request = apiRequest(view, context)
  const url = context.origin + request.path
  if (request.method === 'POST') return post(url, request)
  const parts = [`curl -fsS${request.query.length > 0 ? ' -G' : ''} ${shellQuote(url)}`, AUTHORIZATION]
  if (view.kind === 'objects') parts.push("-H 'Accept: application/x-ndjson'")
  for (const [name, value] of request.query) parts.push(`--data-urlencode ${shellQuote(`${name}=${value}`)}`)
  if (view.kind === 'download') parts.push(`-o ${shellQuote(localName(view.key))}`)
  return lines(parts)
}

function post(url: string, { query, body }: ApiRequest): string {
  // With POST, -G would move the body too; the only parameter is a connection's name, which URLSearchParams encodes.
  const address = shellQuote(query.length === 0 ? url : `${url}?${new URLSearchParams(query)}`)
  const many = body !== null && 'keys' in body
  const parts = [`curl -fsS ${address}`, AUTHORIZATION, "-H 'Content-Type: application/json'"]
  // No line of JSON is the bare word JSON, so no key can end the here-document.
  if (many) return `${lines([...parts, "--data-binary @- <<'JSON'"])}\n${jsonText(body, 2)}\nJSON`
  return lines([...parts, `--data-raw ${shellQuote(jsonText(body))}`])
}

const lines = (parts: string[]): string => parts.join(' \\\n  ')

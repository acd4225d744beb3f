import type { ApiRequest } from './api-request.ts'
import { AUTHORIZATION } from './curl.ts'
import { jsonText } from './json-text.ts'
import { pythonLiteral, pythonQuote } from './python-quote.ts'
import { shellQuote } from './shell-quote.ts'

/** Any one call of the API as a script, with the same quoting as the scripts of the screens. */
export type RequestScript = { id: string; title: string; code: string }
export type AnyRequest = Omit<ApiRequest, 'method'> & { method: string }

export const requestScripts = (request: AnyRequest, origin: string): RequestScript[] => [
  { id: 'curl', title: 'curl', code: curlRequest(request, origin) },
  { id: 'python', title: 'Python requests', code: pythonRequest(request, origin) },
  { id: 'javascript', title: 'JavaScript', code: javascriptRequest(request, origin) },
]

function curlRequest({ method, path, query, body }: AnyRequest, origin: string): string {
  const url = shellQuote(origin + path)
  const values = query.map(([name, value]) => `--data-urlencode ${shellQuote(`${name}=${value}`)}`)
  // -G moves what is to be encoded into the query string; a body then needs its own way in.
  const parts = [
    `curl -fsS ${method === 'GET' ? '' : `-X ${method} `}${values.length > 0 && body === null ? '-G ' : ''}`.trimEnd(),
  ]
  if (body === null) return lines([`${parts.join('')} ${url}`, AUTHORIZATION, ...values])
  const address = query.length === 0 ? url : shellQuote(`${origin + path}?${new URLSearchParams(query)}`)
  return lines([
    `${parts.join('')} ${address}`,
    AUTHORIZATION,
    "-H 'Content-Type: application/json'",
    `--data-raw ${shellQuote(jsonText(body))}`,
  ])
}

const lines = (parts: string[]): string => parts.join(' \\\n  ')

function pythonRequest({ method, path, query, body }: AnyRequest, origin: string): string {
  const options = [
    ...(query.length > 0 ? [`params=${pythonLiteral(Object.fromEntries(query))}`] : []),
    ...(body === null ? [] : [`json=${pythonLiteral(body)}`]),
    'timeout=60',
  ]
  return [
    'import os',
    '',
    'import requests',
    '',
    `STOWAGE_URL = os.environ.get('STOWAGE_URL', ${pythonQuote(origin)})`,
    "headers = {'Authorization': 'Bearer ' + os.environ['STOWAGE_TOKEN']}",
    '',
    `answer = requests.request(${pythonQuote(method)}, STOWAGE_URL + ${pythonQuote(path)}, headers=headers, ${options.join(', ')})`,
    'answer.raise_for_status()',
    'print(answer.text)',
  ].join('\n')
}

function javascriptRequest({ method, path, query, body }: AnyRequest, origin: string): string {
  const text = (value: unknown) => jsonText(value)
  return [
    `const { STOWAGE_URL = ${text(origin)}, STOWAGE_TOKEN } = process.env`,
    `const url = new URL(${text(path)}, STOWAGE_URL)`,
    ...query.map(([name, value]) => `url.searchParams.set(${text(name)}, ${text(value)})`),
    'const answer = await fetch(url, {',
    `  method: ${text(method)},`,
    `  headers: { authorization: 'Bearer ' + STOWAGE_TOKEN${body === null ? '' : ", 'content-type': 'application/json'"} },`,
    ...(body === null ? [] : [`  body: JSON.stringify(${text(body)}),`]),
    '})',
    'if (!answer.ok) throw new Error((await answer.json()).detail)',
    'console.log(await answer.text())',
  ].join('\n')
}

import { apiRequest } from './api-request.ts'
import { localName } from './local-name.ts'
import { pythonLiteral, pythonQuote } from './python-quote.ts'
import type { LinkView, ScriptContext, ScriptView } from './view.ts'

/** Python with `requests`, against our REST API. */
export function pythonRequests(view: ScriptView, context: ScriptContext): string {
  if (view.kind === 'link') return fetchLink(view)
  const request = apiRequest(view, context)
  const url = `STOWAGE_URL + ${pythonQuote(request.path)}`
  const params = request.query.length === 0 ? '' : `, params=${dictionary(request.query)}`
  switch (view.kind) {
    case 'buckets':
      return program(context, [
        ...answer(`session.get(${url}${params}, timeout=60)`),
        "for bucket in answer.json()['items']:",
        "    print(bucket['name'], bucket['createdAt'])",
      ])
    case 'objects':
      return program(context, everyPage(url, request.query), 'from urllib.parse import urljoin')
    case 'object':
      return program(context, [...answer(`session.get(${url}${params}, timeout=60)`), 'print(answer.json())'])
    case 'download':
      return program(context, download(url, params, view.key))
    case 'presign':
      return program(context, presign(`${url}${params}`, request.body, view.keys.length > 1))
  }
}

function program({ origin }: ScriptContext, body: string[], extraImport?: string): string {
  return [
    'import os',
    ...(extraImport === undefined ? [] : [extraImport]),
    '',
    'import requests',
    '',
    `STOWAGE_URL = os.environ.get('STOWAGE_URL', ${pythonQuote(origin)})`,
    'session = requests.Session()',
    "session.headers['Authorization'] = 'Bearer ' + os.environ['STOWAGE_TOKEN']",
    '',
    ...body,
  ].join('\n')
}

const answer = (call: string): string[] => [`answer = ${call}`, 'answer.raise_for_status()']

const dictionary = (pairs: [string, string][]): string => pythonLiteral(Object.fromEntries(pairs))

function everyPage(url: string, query: [string, string][]): string[] {
  return [
    `url = ${url}`,
    `params = ${dictionary([...query, ['per_page', '1000']])}`,
    'while url:',
    ...answer('session.get(url, params=params, timeout=300)').map((line) => `    ${line}`),
    '    page = answer.json()',
    "    for folder in page.get('folders', []):",
    "        print(folder['prefix'])",
    "    for item in page['items']:",
    "        print(item['key'], item['sizeBytes'], item['modifiedAt'], sep='\\t')",
    "    following = answer.links.get('next', {}).get('url')",
    '    url, params = following and urljoin(answer.url, following), None',
  ]
}

function download(url: string, params: string, key: string): string[] {
  return [
    `with session.get(${url}${params}, stream=True, timeout=60) as answer:`,
    '    answer.raise_for_status()',
    `    with open(${pythonQuote(localName(key))}, 'wb') as file:`,
    '        for chunk in answer.iter_content(1 << 20):',
    '            file.write(chunk)',
  ]
}

function presign(url: string, body: unknown, many: boolean): string[] {
  const call = answer(`session.post(${url}, json=${pythonLiteral(body)}, timeout=60)`)
  if (!many) return [...call, "print(answer.json()['url'])"]
  return [
    ...call,
    "for item in answer.json()['items']:",
    "    print(item['key'], item.get('url') or item['problem']['detail'], sep='\\t')",
  ]
}

/** The host and path of a URL, or null where it is none. */
const pathOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).pathname : null)

function fetchLink({ url, fileName }: LinkView): string {
  const file = pythonQuote(localName(fileName))
  // requests folds leading slashes of a path into one, and so asks for another key: https://github.com/psf/requests/issues/6711
  if (pathOf(url)?.startsWith('//')) {
    return [
      'import shutil',
      'import urllib.request',
      '',
      `# Not requests: it would drop a leading slash of this key.`,
      `with urllib.request.urlopen(${pythonQuote(url)}, timeout=60) as answer:`,
      `    with open(${file}, 'wb') as file:`,
      '        shutil.copyfileobj(answer, file)',
    ].join('\n')
  }
  return [
    'import requests',
    '',
    `with requests.get(${pythonQuote(url)}, stream=True, timeout=60) as answer:`,
    '    answer.raise_for_status()',
    `    with open(${file}, 'wb') as file:`,
    '        for chunk in answer.iter_content(1 << 20):',
    '            file.write(chunk)',
  ].join('\n')
}

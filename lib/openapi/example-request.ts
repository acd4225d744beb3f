import type { AnyRequest } from '../scripts/request-scripts.ts'
import type { DocumentedOperation } from './document.ts'

/** The request an operation is shown with: its examples, and for a part of the path without one its name. */
export function exampleRequest(path: string, method: string, operation: DocumentedOperation): AnyRequest {
  const exampleOf = (name: string, place: 'path' | 'query') =>
    operation.parameters.find((one) => one.in === place && one.name === name)?.example
  return {
    method: method.toUpperCase(),
    path: path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
      encodeURIComponent(String(exampleOf(name, 'path') ?? name.toUpperCase())),
    ),
    query: operation.parameters.flatMap((one): [string, string][] =>
      one.in === 'query' && one.example !== undefined ? [[one.name, String(one.example)]] : [],
    ),
    body:
      (operation.requestBody?.content['application/json'].example as { [name: string]: unknown } | undefined) ?? null,
  }
}

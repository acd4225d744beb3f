import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Ran = { stdout: Buffer; stderr: string; code: number | null }

/** Runs a program with text on its standard input and waits for its end. */
export function run(
  command: string,
  args: string[],
  options: { input?: string; env?: { [name: string]: string | undefined }; cwd?: string } = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...options.env } as NodeJS.ProcessEnv,
      cwd: options.cwd,
    })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    child.on('error', reject)
    child.stdin.on('error', reject)
    child.on('close', (code) => resolve({ stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString(), code }))
    child.stdin.end(options.input ?? '')
  })
}

export type Recorded = {
  method: string
  url: string
  headers: { [name: string]: string | string[] | undefined }
  body: string
}

/** A loopback server that keeps what it was asked, byte for byte as it stood on the request line. */
export async function recorder(answer: (request: Recorded) => { type: string; body: string }) {
  const requests: Recorded[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const recorded = {
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(parts).toString(),
    }
    requests.push(recorded)
    const { type, body } = answer(recorded)
    response.writeHead(200, {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      etag: '"e"',
      'last-modified': 'Mon, 23 Nov 2026 10:00:00 GMT',
    })
    response.end(request.method === 'HEAD' ? undefined : body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    requests,
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

import { ApiError, apiDelete, problemOf } from '@/lib/client/api.ts'
import { linkUploadPath, linkUploadsPath } from '@/lib/paths.ts'

/** As lib/incoming answers: how far a file is, by the parts that have arrived. */
type Progress = { ticket: string; sizeBytes: number; partBytes: number; partCount: number; parts: { number: number }[] }

type Sending = {
  token: string
  file: File
  /** Of a file that broke off: what has arrived is not sent again. */
  ticket: string | null
  signal: AbortSignal
  onTicket: (ticket: string) => void
  onSent: (bytes: number) => void
}

/** Sends one file part by part. What breaks can be gone on with later, by its ticket. @throws ApiError */
export async function sendFile({ token, file, ticket, signal, onTicket, onSent }: Sending): Promise<void> {
  const progress = ticket === null ? await begin(token, file, signal) : await asked(token, ticket, signal)
  onTicket(progress.ticket)
  const arrived = new Set(progress.parts.map(({ number }) => number))
  for (let number = 1; number <= progress.partCount && file.size > 0; number++) {
    const from = (number - 1) * progress.partBytes
    const to = Math.min(file.size, from + progress.partBytes)
    if (!arrived.has(number))
      await answered(linkUploadPath(token, progress.ticket, number), {
        method: 'PUT',
        body: file.slice(from, to),
        signal,
      })
    onSent(to)
  }
  await answered(linkUploadPath(token, progress.ticket), { method: 'POST', signal })
}

export const giveUp = (token: string, ticket: string): Promise<void> => apiDelete(linkUploadPath(token, ticket))

async function begin(token: string, file: File, signal: AbortSignal): Promise<Progress> {
  const type = /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(file.type) ? { contentType: file.type } : {}
  const answer = await answered(linkUploadsPath(token), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: file.name, sizeBytes: file.size, ...type }),
    signal,
  })
  return (await answer.json()) as Progress
}

async function asked(token: string, ticket: string, signal: AbortSignal): Promise<Progress> {
  return (await (await answered(linkUploadPath(token, ticket), { signal })).json()) as Progress
}

async function answered(path: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(path, { ...init, headers: { accept: 'application/json', ...init.headers } })
  if (!answer.ok) throw new ApiError(await problemOf(answer))
  return answer
}

import 'server-only'
import { createTransport } from 'nodemailer'
import type { Channel } from './channels.ts'
import { mailText } from './mail-text.ts'

const ANSWER_MS = 10_000

export type Mail = {
  /** `smtp://` or `smtps://`, with name and password where the server asks for them. */
  url: string
  to: string
  from: string
}

/** By an SMTP server that the admin named; TLS where the server offers it. Nothing of a notice is read as a file or URL. */
export function mailChannel({ url, to, from }: Mail): Channel {
  const timeouts = { connectionTimeout: ANSWER_MS, greetingTimeout: ANSWER_MS, socketTimeout: ANSWER_MS }
  const transport = createTransport({ url, ...timeouts, disableFileAccess: true, disableUrlAccess: true })
  return {
    name: 'mail',
    send: async (body) => {
      const { id, subject, text } = mailText(body)
      // The same id when it is sent again: mail programs then show it once.
      await transport.sendMail({ from, to, subject, text, messageId: `<${id}@stowage>` })
    },
  }
}

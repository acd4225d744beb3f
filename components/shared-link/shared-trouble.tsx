import { Archive, CloudOff, FileQuestionMark, FileX, History, Hourglass, Lock } from 'lucide-react'
import { buttonLook } from '@/components/ui/button-look.ts'
import type { SharedTrouble as Trouble } from '@/lib/links/shared-page.ts'
import { linkPath } from '@/lib/paths.ts'
import { SharedMessage } from './shared-message.tsx'

type Text = { Icon: typeof Archive; title: string; body: string; again?: boolean }

const TEXTS: { [trouble in Trouble]: Text } = {
  not_found: {
    Icon: FileQuestionMark,
    title: 'There is no such link',
    body: 'Check that you copied all of the address, or ask who sent it to you.',
  },
  gone: { Icon: Hourglass, title: 'This link has ended', body: 'Ask who sent it to you for a new one.' },
  no_such_key: {
    Icon: FileX,
    title: 'What was shared is not there any more',
    body: 'The link still works, but what it led to was moved or deleted. Ask who sent it to you.',
  },
  precondition_failed: {
    Icon: History,
    title: 'The file has changed since it was shared',
    body: 'This link was for the file as it was then, and that is no longer kept. Ask who sent it to you for a new one.',
  },
  object_archived: {
    Icon: Archive,
    title: 'The file is archived',
    body: 'It must be brought back from the archive before anybody can read it. Ask who sent you the link.',
  },
  storage_denied: {
    Icon: Lock,
    title: 'The storage does not give it out',
    body: 'The link still works, but the storage no longer lets it read what was shared. Ask who sent it to you.',
  },
  unavailable: {
    Icon: CloudOff,
    title: 'The storage does not answer at the moment',
    body: 'Your link is fine. Try again in a minute.',
    again: true,
  },
}

/** Nothing to download, and why. */
export function SharedTrouble({ trouble, token }: { trouble: Trouble; token: string }) {
  const { Icon, title, body, again } = TEXTS[trouble]
  return (
    <SharedMessage icon={<Icon aria-hidden className="size-5" />} title={title}>
      <p className="text-md text-muted">{body}</p>
      {again && (
        <p className="mt-3">
          <a href={linkPath(token)} className={buttonLook({ variant: 'primary', size: 'lg' })}>
            Try again
          </a>
        </p>
      )}
    </SharedMessage>
  )
}

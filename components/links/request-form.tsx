'use client'
import { type FormEvent, useState } from 'react'
import { LifetimeField } from '@/components/objects/share/lifetime-field.tsx'
import { useNow } from '@/components/objects/share/use-now.ts'
import { useConnectionInfo } from '@/components/scripts/use-connection-info.ts'
import { Button } from '@/components/ui/button.tsx'
import { Notice } from '@/components/ui/notice.tsx'
import { LINK_LIFETIMES, linkSeconds } from '@/lib/links/lifetimes.ts'
import { endWithin } from '@/lib/policy/end-within.ts'
import type { EffectivePolicy } from '@/lib/policy/schema.ts'
import { ManagedEndNote } from './managed-end-note.tsx'
import { RequestFields } from './request-fields.tsx'
import { isRequestComplete, REQUEST_BEGIN, uploadRequest } from './request-options.ts'
import { RequestResult } from './request-result.tsx'
import { useCreateLink } from './use-create-link.ts'

type Props = { connection: string; bucket: string; prefix: string; policy: EffectivePolicy | null }

const ARRIVAL =
  'What comes in gets a name that nothing here has: nothing is overwritten. It is listed on the page Links, beside the link.'

/** A link by which people without an account send files into a folder, and see nothing that is in it. */
export function RequestForm({ connection, bucket, prefix, policy }: Props) {
  const [options, setOptions] = useState(REQUEST_BEGIN)
  const now = useNow()
  const { made, problem, busy, create, again } = useCreateLink(connection)
  const info = useConnectionInfo(connection, true)
  const asked = linkSeconds(options.lifetime, options.until, now)
  const end = 'seconds' in asked ? endWithin(policy ?? { longestLifeSeconds: null }, asked.seconds) : null

  if (made !== null) return <RequestResult link={made} connection={connection} now={now} onAgain={again} />
  if (info.state === 'ready' && !info.value.writes) {
    return (
      <Notice tone="warn" title="This Stowage changes nothing in the storage, and so lets no files in.">
        <p>Its admin can allow it: set STOWAGE_WRITES=on and start it again.</p>
      </Notice>
    )
  }
  const lacksPassword = policy?.passwordRequired === true && options.password === null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // Counted from this click, not from the last tick of the clock.
    const current = linkSeconds(options.lifetime, options.until, new Date())
    if ('seconds' in current) void create(uploadRequest(bucket, prefix, options, current.seconds))
  }
  return (
    <form onSubmit={submit} className="grid gap-3.5">
      <LifetimeField
        options={LINK_LIFETIMES}
        lifetime={options.lifetime}
        until={options.until}
        now={now}
        problem={'problem' in asked ? asked.problem : null}
        onChange={(lifetime, until) => setOptions({ ...options, lifetime, until })}
      />
      <RequestFields options={options} onChange={(change) => setOptions({ ...options, ...change })} />
      {lacksPassword && <Notice tone="warn">A policy asks for a password on every link here.</Notice>}
      {end !== null && (
        <ManagedEndNote
          made={false}
          now={now}
          endsAt={end.seconds === null ? null : new Date(now.getTime() + end.seconds * 1000)}
          limitedBy={end.limitedBy}
          delivery={ARRIVAL}
          presigned={null}
        />
      )}
      {problem !== null && (
        <Notice tone="bad" live title="No link was made.">
          <p>{problem.detail}</p>
        </Notice>
      )}
      <div className="flex justify-end">
        <Button
          type="submit"
          variant="primary"
          busy={busy}
          disabled={end === null || lacksPassword || !isRequestComplete(options)}
        >
          Create link
        </Button>
      </div>
    </form>
  )
}

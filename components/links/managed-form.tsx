'use client'
import { type FormEvent, useState } from 'react'
import { ReachTest } from '@/components/connections/reach-test.tsx'
import { LifetimeField } from '@/components/objects/share/lifetime-field.tsx'
import { onlyKey, onlyVersion, type ShareTarget } from '@/components/objects/share/share-target.ts'
import { useNow } from '@/components/objects/share/use-now.ts'
import { useConnectionInfo } from '@/components/scripts/use-connection-info.ts'
import { Button } from '@/components/ui/button.tsx'
import { Notice } from '@/components/ui/notice.tsx'
import type { ConnectionInfo, Downloads } from '@/lib/connections/schema.ts'
import { fileNameOf } from '@/lib/http/content-disposition.ts'
import { LINK_LIFETIMES, linkSeconds } from '@/lib/links/lifetimes.ts'
import { deliveryOf } from '@/lib/links/state.ts'
import { endWithin } from '@/lib/policy/end-within.ts'
import type { EffectivePolicy } from '@/lib/policy/schema.ts'
import { linkEnd } from '@/lib/presign/ends.ts'
import { deliverySentence } from './delivery-words.ts'
import { ManagedEndNote } from './managed-end-note.tsx'
import { ManagedFields } from './managed-fields.tsx'
import { isComplete, MANAGED_BEGIN, type ManagedOptions, managedRequest } from './managed-options.ts'
import { ManagedResult } from './managed-result.tsx'
import { useCreateLink } from './use-create-link.ts'

type Props = { connection: string; bucket: string; target: ShareTarget; policy: EffectivePolicy | null }

/** A link of Stowage's own: it can be taken back, counts its downloads, and lives as long as one wants. */
export function ManagedForm({ connection, bucket, target, policy }: Props) {
  const [options, setOptions] = useState(MANAGED_BEGIN)
  const now = useNow()
  const { made, problem, busy, create, again } = useCreateLink(connection)
  const { downloads, presignedEnd, onFound } = useExpected(connection)
  const asked = linkSeconds(options.lifetime, options.until, now)
  const end = 'seconds' in asked ? endWithin(policy ?? { longestLifeSeconds: null }, asked.seconds) : null
  const key = onlyKey(target)
  const presigned = target.kind === 'folder' ? null : presignedEnd(now)

  if (made !== null) {
    const shown = { link: made, target, connection, now, presigned }
    return <ManagedResult {...shown} onAgain={again} />
  }
  const lacksPassword = policy?.passwordRequired === true && options.password === null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // Counted from this click, not from the last tick of the clock.
    const current = linkSeconds(options.lifetime, options.until, new Date())
    if ('seconds' in current) void create(managedRequest(bucket, target, options, current.seconds))
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
      <ManagedFields
        options={options}
        frozenLabel={frozenLabel(target)}
        ownName={key === null ? null : fileNameOf(key)}
        onChange={(change) => setOptions({ ...options, ...change })}
      />
      {lacksPassword && <Notice tone="warn">A policy asks for a password on every link here.</Notice>}
      {end !== null && (
        <ManagedEndNote
          made={false}
          now={now}
          endsAt={end.seconds === null ? null : new Date(now.getTime() + end.seconds * 1000)}
          limitedBy={end.limitedBy}
          delivery={deliveryText(options, target, downloads)}
          presigned={presigned}
        />
      )}
      <ReachTest
        connection={connection}
        bucket={bucket}
        objectKey={key ?? (target.kind === 'objects' ? target.keys[0] : undefined)}
        onFound={onFound}
      />
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
          disabled={end === null || lacksPassword || !isComplete(options)}
        >
          Create link
        </Button>
      </div>
    </form>
  )
}

function frozenLabel(target: ShareTarget): string | null {
  if (onlyVersion(target) !== null) return null
  return onlyKey(target) === null ? 'Files as they are now' : 'This version only'
}

/** What the connection says of how downloads go, and of the end that a presigned URL made now would have. */
function useExpected(connection: string) {
  const info = useConnectionInfo(connection, true)
  const [found, onFound] = useState<ConnectionInfo | null>(null)
  const details = found ?? (info.state === 'ready' ? info.value : null)
  const presignedEnd = (now: Date) =>
    details === null
      ? null
      : linkEnd({ now, askedSeconds: Number.POSITIVE_INFINITY, credentialsExpireAt: details.expiresAt })
  return { downloads: { reason: details?.downloadsReason ?? null }, presignedEnd, onFound }
}

function deliveryText(options: ManagedOptions, target: ShareTarget, downloads: Pick<Downloads, 'reason'>): string {
  const link = {
    kind: 'managed',
    target: target.kind === 'folder' ? 'folder' : 'object',
    maxDownloads: options.maxDownloads === null ? null : 1,
    endsAtOnce: options.endsAtOnce ? 1 : 0,
  }
  const { delivery, reasons } = deliveryOf(link, onlyKey(target) ?? '', downloads)
  const zip = onlyKey(target) === null && delivery === 'presigned' ? ' All of it as a ZIP passes through Stowage.' : ''
  return deliverySentence(delivery, reasons) + zip
}

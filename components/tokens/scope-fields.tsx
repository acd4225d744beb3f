'use client'
import { Checkbox } from '@/components/ui/checkbox.tsx'
import { Field } from '@/components/ui/field.tsx'
import { Input } from '@/components/ui/input.tsx'
import { Select } from '@/components/ui/select.tsx'
import type { ActorVerb } from '@/lib/auth/actor.ts'
import { VERBS } from './scope-words.ts'

export type ScopeDraft = { verbs: readonly ActorVerb[]; connection: string; bucket: string; prefix: string }

type Props = { draft: ScopeDraft; connections: readonly string[]; onChange: (draft: ScopeDraft) => void }

/** One scope of a token. More than one, and more than this, the API takes. */
export function ScopeFields({ draft, connections, onChange }: Props) {
  const everywhere = draft.verbs.includes('admin')
  const toggle = (verb: ActorVerb, on: boolean) =>
    onChange({
      ...draft,
      verbs: VERBS.map((one) => one.verb).filter((one) => (one === verb ? on : draft.verbs.includes(one))),
    })
  return (
    <>
      <fieldset className="grid gap-1">
        <legend className="pb-1 font-[520]">May</legend>
        {VERBS.map(({ verb, label, hint }) => (
          <Checkbox key={verb} checked={draft.verbs.includes(verb)} onChecked={(on) => toggle(verb, on)}>
            <span>
              {label} <span className="text-muted">{hint}</span>
            </span>
          </Checkbox>
        ))}
      </fieldset>
      {everywhere && (
        <p className="text-sm text-muted">Admin is for all of Stowage, so this token reaches every bucket.</p>
      )}
      {!everywhere && connections.length > 1 && (
        <Field label="Connection">
          {(control) => (
            <Select
              {...control}
              value={draft.connection}
              onValue={(connection) => onChange({ ...draft, connection })}
              options={[
                { value: '', label: 'Every connection' },
                ...connections.map((name) => ({ value: name, label: name })),
              ]}
            />
          )}
        </Field>
      )}
      {!everywhere && (
        <Field label="Bucket" hint="Empty: every bucket">
          {(control) => (
            <Input
              {...control}
              mono
              value={draft.bucket}
              onChange={({ target }) => onChange({ ...draft, bucket: target.value })}
            />
          )}
        </Field>
      )}
      {!everywhere && draft.bucket !== '' && (
        <Field label="Folder" hint="Empty: the whole bucket. Ends in a slash: team-a/ does not let into team-a-secret">
          {(control) => (
            <Input
              {...control}
              mono
              value={draft.prefix}
              onChange={({ target }) => onChange({ ...draft, prefix: target.value })}
            />
          )}
        </Field>
      )}
    </>
  )
}

'use client'
import { type Place, PlaceFields } from '@/components/settings/place-fields.tsx'
import { Checkbox } from '@/components/ui/checkbox.tsx'
import type { ActorVerb } from '@/lib/auth/actor.ts'
import { VERBS } from './scope-words.ts'

export type ScopeDraft = Place & { verbs: readonly ActorVerb[] }

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
      {!everywhere && (
        <PlaceFields place={draft} connections={connections} onChange={(place) => onChange({ ...draft, ...place })} />
      )}
    </>
  )
}

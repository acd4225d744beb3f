'use client'
import { Field } from '@/components/ui/field.tsx'
import { Input } from '@/components/ui/input.tsx'
import { Select } from '@/components/ui/select.tsx'

/** A part of the storage; what is empty is not narrowed. */
export type Place = { connection: string; bucket: string; prefix: string }

type Props = { place: Place; connections: readonly string[]; onChange: (place: Place) => void }

/** Where something holds: a connection, a bucket of it, a folder of that. */
export function PlaceFields({ place, connections, onChange }: Props) {
  const { connection, bucket, prefix } = place
  return (
    <>
      {connections.length > 1 && (
        <Field label="Connection">
          {(control) => (
            <Select
              {...control}
              value={connection}
              onValue={(chosen) => onChange({ ...place, connection: chosen })}
              options={[
                { value: '', label: 'Every connection' },
                ...connections.map((name) => ({ value: name, label: name })),
              ]}
            />
          )}
        </Field>
      )}
      <Field label="Bucket" hint="Empty: every bucket">
        {(control) => (
          <Input
            {...control}
            mono
            value={bucket}
            onChange={({ target }) => onChange({ ...place, bucket: target.value })}
          />
        )}
      </Field>
      {bucket !== '' && (
        <Field label="Folder" hint="Empty: the whole bucket. Ends in a slash: team-a/ does not mean team-a-secret">
          {(control) => (
            <Input
              {...control}
              mono
              value={prefix}
              onChange={({ target }) => onChange({ ...place, prefix: target.value })}
            />
          )}
        </Field>
      )}
    </>
  )
}

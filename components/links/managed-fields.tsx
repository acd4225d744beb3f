'use client'
import type { ReactNode } from 'react'
import { Chip } from '@/components/ui/chip.tsx'
import { Field } from '@/components/ui/field.tsx'
import { Input } from '@/components/ui/input.tsx'
import { LINK_NOTE_MAX, LINK_PASSWORD_MAX } from '@/lib/links/limits.ts'
import { downloadsProblem, type ManagedOptions, passwordProblem } from './managed-options.ts'

type Change = (change: Partial<ManagedOptions>) => void
type Props = {
  options: ManagedOptions
  /** Words for what freezing does to this target. */
  frozenLabel: string
  /** The name a single object is saved as by itself; null where each keeps its own. */
  ownName: string | null
  onChange: Change
}

/** What holds the link, and what is noted of it. A chip adds its line, and takes it away with what it said. */
export function ManagedFields({ options, frozenLabel, ownName, onChange }: Props) {
  const { password, maxDownloads, inline, frozen, endsAtOnce } = options
  return (
    <>
      <Row label="Protect">
        <Chip pressed={password !== null} onClick={() => onChange({ password: password === null ? '' : null })}>
          Password
        </Chip>
        <Chip
          pressed={maxDownloads !== null}
          onClick={() => onChange({ maxDownloads: maxDownloads === null ? '1' : null })}
        >
          Max downloads
        </Chip>
        <Chip pressed={!inline} onClick={() => onChange({ inline: !inline })}>
          Save as file
        </Chip>
        <Chip pressed={frozen} onClick={() => onChange({ frozen: !frozen })}>
          {frozenLabel}
        </Chip>
        <Chip pressed={endsAtOnce} onClick={() => onChange({ endsAtOnce: !endsAtOnce })}>
          Cut at once
        </Chip>
      </Row>
      <ProtectLines options={options} ownName={ownName} onChange={onChange} />
      <AboutLines options={options} onChange={onChange} />
    </>
  )
}

function ProtectLines({ options, ownName, onChange }: Omit<Props, 'frozenLabel'>) {
  const { password, maxDownloads, fileName, inline } = options
  return (
    <>
      {password !== null && (
        <Field
          label="Password"
          layout="row"
          hint="Tell it another way than the link. It is kept as a hash."
          error={password === '' ? null : passwordProblem(password)}
        >
          {(control) => (
            <Input
              {...control}
              autoFocus
              required
              autoComplete="new-password"
              maxLength={LINK_PASSWORD_MAX}
              value={password}
              onChange={(event) => onChange({ password: event.target.value })}
            />
          )}
        </Field>
      )}
      {maxDownloads !== null && (
        <Field label="Max downloads" layout="row" error={downloadsProblem(maxDownloads)}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              required
              inputMode="numeric"
              value={maxDownloads}
              onChange={(event) => onChange({ maxDownloads: event.target.value })}
              className="max-w-32"
            />
          )}
        </Field>
      )}
      {!inline && ownName !== null && (
        <Field label="Save as" layout="row">
          {(control) => (
            <Input
              {...control}
              mono
              maxLength={255}
              value={fileName}
              placeholder={ownName}
              onChange={(event) => onChange({ fileName: event.target.value })}
            />
          )}
        </Field>
      )}
    </>
  )
}

const ABOUT = [
  { name: 'note', label: 'Note', max: LINK_NOTE_MAX, hint: 'For yourselves: who opens the link does not see it.' },
  { name: 'recipient', label: 'For whom', max: 200, hint: 'For yourselves: who opens the link does not see it.' },
  { name: 'sharedBy', label: 'Your name', max: 100, hint: 'Who opens the link sees it.' },
] as const

function AboutLines({ options, onChange }: { options: ManagedOptions; onChange: Change }) {
  return (
    <>
      <Row label="Add">
        {ABOUT.map(({ name, label }) => (
          <Chip
            key={name}
            pressed={options[name] !== null}
            onClick={() => onChange({ [name]: options[name] === null ? '' : null })}
          >
            {label}
          </Chip>
        ))}
      </Row>
      {ABOUT.map(({ name, label, max, hint }) => {
        const text = options[name]
        if (text === null) return null
        return (
          <Field key={name} label={label} layout="row" hint={hint}>
            {(control) => (
              <Input
                {...control}
                autoFocus
                maxLength={max}
                value={text}
                onChange={(event) => onChange({ [name]: event.target.value })}
              />
            )}
          </Field>
        )
      })}
    </>
  )
}

const Row = ({ label, children }: { label: string; children: ReactNode }) => (
  <fieldset className="grid gap-1 gap-x-2.5 sm:grid-cols-[104px_1fr]">
    <legend className="sr-only">{label}</legend>
    <span aria-hidden className="pt-[3px] text-muted">
      {label}
    </span>
    <div className="flex flex-wrap gap-2">{children}</div>
  </fieldset>
)

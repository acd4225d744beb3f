'use client'
import { Button } from '@/components/ui/button.tsx'
import { Field } from '@/components/ui/field.tsx'
import { Input } from '@/components/ui/input.tsx'
import { useInteractive } from '@/components/ui/use-interactive.ts'
import { useSignIn } from './use-sign-in.ts'

type Props = { next: string }

/** Network mode: the password whose hash is in STOWAGE_PASSWORD_FILE. */
export function PasswordForm({ next }: Props) {
  const { state, problem, waitSeconds, signIn } = useSignIn(next)
  const interactive = useInteractive()
  return (
    <form
      // Never GET, whatever happens: that would write the password into the address bar.
      method="post"
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        // Read from the form, not from state: a password manager may have filled it before React ran.
        const password = new FormData(event.currentTarget).get('password')
        if (typeof password === 'string' && password !== '' && waitSeconds === 0) void signIn({ password })
      }}
    >
      <Field label="Password" error={problem}>
        {(control) => (
          <Input {...control} type="password" name="password" autoComplete="current-password" autoFocus required />
        )}
      </Field>
      <Button type="submit" variant="primary" busy={state !== 'idle'} disabled={!interactive || waitSeconds > 0}>
        {waitSeconds > 0 ? `Try again in ${waitSeconds} s` : 'Sign in'}
      </Button>
    </form>
  )
}

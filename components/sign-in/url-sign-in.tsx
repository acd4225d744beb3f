'use client'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Field } from '@/components/ui/field.tsx'
import { Input } from '@/components/ui/input.tsx'
import { Notice } from '@/components/ui/notice.tsx'
import { Spinner } from '@/components/ui/spinner.tsx'
import { useInteractive } from '@/components/ui/use-interactive.ts'
import { fragmentToken } from './fragment-token.ts'
import { useSignIn } from './use-sign-in.ts'

type Props = { next: string }

/** On this machine: the URL that `npm start` printed carries the secret in its fragment, which no server ever sees. */
export function UrlSignIn({ next }: Props) {
  const { state, problem, waitSeconds, signIn } = useSignIn(next)
  const interactive = useInteractive()
  const [unusable, setUnusable] = useState('')

  useEffect(() => {
    const takeToken = () => {
      const token = fragmentToken(window.location.hash)
      if (token === null) return
      // First of all the secret leaves the address bar and the history.
      window.history.replaceState(null, '', window.location.pathname + window.location.search)
      void signIn({ token })
    }
    takeToken()
    window.addEventListener('hashchange', takeToken)
    return () => window.removeEventListener('hashchange', takeToken)
  }, [signIn])

  if (state !== 'idle') {
    return (
      <p role="status" className="flex items-center gap-2 text-muted">
        <Spinner /> Signing in…
      </p>
    )
  }
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const token = fragmentToken(String(new FormData(event.currentTarget).get('url')))
        if (token === null) setUnusable('This is not a sign-in URL: it ends in #token=…')
        else void signIn({ token })
      }}
    >
      {problem ? (
        <Notice tone="bad" live>
          {problem}
        </Notice>
      ) : (
        <p className="text-muted">
          Open the sign-in URL that Stowage printed when it started, in the terminal or the service’s log. It works
          until Stowage stops.
        </p>
      )}
      <Field label="Sign-in URL" error={unusable}>
        {(control) => (
          <Input {...control} mono placeholder="http://…/sign-in#token=…" name="url" onChange={() => setUnusable('')} />
        )}
      </Field>
      <Button type="submit" variant="primary" disabled={!interactive || waitSeconds > 0}>
        {waitSeconds > 0 ? `Try again in ${waitSeconds} s` : 'Sign in'}
      </Button>
    </form>
  )
}

'use client'
import { ErrorScreen } from '@/components/shell/error-screen.tsx'

type Props = { error: Error & { digest?: string }; reset: () => void }

export default function ConsoleError({ error, reset }: Props) {
  return <ErrorScreen digest={error.digest} onAgain={reset} />
}

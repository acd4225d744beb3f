import { LoaderCircle } from 'lucide-react'

/** Beside words that say what is going on, never alone. */
export function Spinner() {
  return <LoaderCircle aria-hidden className="size-3.5 animate-spin" />
}

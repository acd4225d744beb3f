import { redirect } from 'next/navigation'
import { bucketsHref } from '@/lib/paths.ts'

export default function Home(): never {
  redirect(bucketsHref())
}

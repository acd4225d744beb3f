import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ObjectsScreen } from '@/components/objects/objects-screen.tsx'
import { isAppError } from '@/lib/errors.ts'
import { pageContext } from '@/lib/http/page-context.ts'
import { parseView } from '@/lib/objects/view.ts'
import { objectsHref } from '@/lib/paths.ts'

type Props = {
  params: Promise<{ bucket: string }>
  searchParams: Promise<{ [name: string]: string | string[] | undefined }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: nameIn((await params).bucket) }
}

/** The listing is read by the browser's worker, from the API: here is only who asks, and for what. */
export default async function ObjectsPage({ params, searchParams }: Props) {
  const bucket = nameIn((await params).bucket)
  const view = parseView(await searchParams)
  await signedIn(view.connection, objectsHref(bucket, view))
  return <ObjectsScreen bucket={bucket} connection={view.connection} />
}

async function signedIn(connection: string, here: string): Promise<void> {
  try {
    await pageContext(connection, here)
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') notFound()
    throw error
  }
}

/** A name that is no URL text stays as it came: the storage says that there is no such bucket. */
function nameIn(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { ConnectStorage } from '@/components/connections/connect-storage.tsx'
import { ConnectionCard } from '@/components/connections/connection-card.tsx'
import { PageHeader } from '@/components/shell/page-header.tsx'
import { currentActorOrRedirect } from '@/lib/auth/page-actor.ts'
import { listConnections } from '@/lib/connections/list.ts'
import { connectionsHref, DEFAULT_CONNECTION } from '@/lib/paths.ts'

export const metadata: Metadata = { title: 'Connections' }

type Props = { searchParams: Promise<{ [name: string]: string | string[] | undefined }> }

export default async function ConnectionsPage({ searchParams }: Props) {
  const { connection } = await searchParams
  const current = typeof connection === 'string' ? connection : DEFAULT_CONNECTION
  const actor = await currentActorOrRedirect(connectionsHref(current))
  const { items } = await listConnections({ actor, requestId: randomUUID() })
  // The one in use first: it is what this page is mostly opened for.
  const ordered = items.toSorted((a, b) => Number(b.name === current) - Number(a.name === current))
  return (
    <>
      <PageHeader
        crumbs={[
          { id: 'settings', label: 'Settings' },
          { id: 'connections', label: 'Connections' },
        ]}
      />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="grid max-w-[1040px] grid-cols-1 gap-5 p-3 md:p-[18px]">
          {ordered.map((info) => (
            <ConnectionCard key={info.name} info={info} isCurrent={info.name === current} />
          ))}
          <ConnectStorage isSandbox={items.some(({ kind }) => kind === 'sandbox')} />
        </div>
      </div>
    </>
  )
}

import type { Metadata } from 'next'
import { SettingsFrame } from '@/components/settings/settings-frame.tsx'
import { TokensScreen } from '@/components/tokens/tokens-screen.tsx'
import { listConnections } from '@/lib/connections/list.ts'
import { pageContext } from '@/lib/http/page-context.ts'
import { DEFAULT_CONNECTION, tokensHref } from '@/lib/paths.ts'
import { listTokens } from '@/lib/tokens/list.ts'

export const metadata: Metadata = { title: 'Tokens' }

const SHOWN_MAX = 200

type Props = { searchParams: Promise<{ [name: string]: string | string[] | undefined }> }

export default async function TokensPage({ searchParams }: Props) {
  const { connection } = await searchParams
  const current = typeof connection === 'string' ? connection : DEFAULT_CONNECTION
  const ctx = await pageContext(undefined, tokensHref(current))
  const [{ items, total }, connections] = await Promise.all([
    listTokens(ctx, { page: 1, per_page: SHOWN_MAX }),
    listConnections(ctx),
  ])
  return (
    <SettingsFrame current="tokens" connection={current}>
      <TokensScreen tokens={items} total={total} connections={connections.items.map(({ name }) => name)} />
    </SettingsFrame>
  )
}

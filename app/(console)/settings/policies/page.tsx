import type { Metadata } from 'next'
import { PoliciesScreen } from '@/components/policies/policies-screen.tsx'
import { SettingsFrame } from '@/components/settings/settings-frame.tsx'
import { listConnections } from '@/lib/connections/list.ts'
import { pageContext } from '@/lib/http/page-context.ts'
import { DEFAULT_CONNECTION, policiesHref } from '@/lib/paths.ts'
import { listPolicies } from '@/lib/policy/policies.ts'

export const metadata: Metadata = { title: 'Policies' }

type Props = { searchParams: Promise<{ [name: string]: string | string[] | undefined }> }

export default async function PoliciesPage({ searchParams }: Props) {
  const { connection } = await searchParams
  const current = typeof connection === 'string' ? connection : DEFAULT_CONNECTION
  const ctx = await pageContext(undefined, policiesHref(current))
  const [policies, connections] = await Promise.all([listPolicies(ctx), listConnections(ctx)])
  return (
    <SettingsFrame current="policies" connection={current}>
      <PoliciesScreen policies={policies} connections={connections.items.map(({ name }) => name)} />
    </SettingsFrame>
  )
}

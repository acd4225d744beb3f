import { SearchX } from 'lucide-react'
import { PageHeader } from '@/components/shell/page-header.tsx'
import { ButtonLink } from '@/components/ui/button-link.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { bucketsHref, connectionsHref } from '@/lib/paths.ts'

export default function ConsoleNotFound() {
  return (
    <>
      <PageHeader crumbs={[{ id: 'missing', label: 'Not found' }]} />
      <EmptyState
        icon={<SearchX aria-hidden />}
        title="There is nothing here"
        actions={
          <>
            <ButtonLink variant="primary" href={bucketsHref()}>
              All buckets
            </ButtonLink>
            <ButtonLink href={connectionsHref()}>Connections</ButtonLink>
          </>
        }
      >
        The bucket, or the connection this address names, does not exist. Connections are the profiles in ~/.aws.
      </EmptyState>
    </>
  )
}

import { SearchX } from 'lucide-react'
import { Brand } from '@/components/shell/brand.tsx'
import { ButtonLink } from '@/components/ui/button-link.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'

export default function NotFound() {
  return (
    <main className="grid min-h-dvh content-center justify-items-center">
      <h1>
        <Brand />
      </h1>
      <EmptyState
        icon={<SearchX aria-hidden />}
        title="There is no such page"
        actions={
          <ButtonLink variant="primary" href="/">
            Go to Stowage
          </ButtonLink>
        }
      >
        The address is mistyped, or what it led to is gone.
      </EmptyState>
    </main>
  )
}

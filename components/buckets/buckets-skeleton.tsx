import { Skeleton } from '@/components/ui/skeleton.tsx'

const WIDTHS = ['w-40', 'w-28', 'w-52', 'w-36', 'w-44', 'w-32', 'w-48', 'w-36']

/** The page's shape while the storage answers. */
export function BucketsSkeleton() {
  return (
    <div role="status" aria-busy="true" className="flex min-h-0 flex-1 flex-col">
      <span className="sr-only">Listing buckets…</span>
      <div className="flex h-[51px] items-center border-b border-line px-3 md:px-[18px]">
        <Skeleton className="h-[30px] w-75" />
      </div>
      <div className="h-8 border-b border-line" />
      {WIDTHS.map((width, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: fixed lines that are all alike
        <div key={at} className="flex h-(--row) items-center border-b border-line px-3 md:px-[18px]">
          <Skeleton className={width} />
        </div>
      ))}
    </div>
  )
}

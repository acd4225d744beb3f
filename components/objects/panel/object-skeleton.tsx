import { Skeleton } from '@/components/ui/skeleton.tsx'

/** The shape of an object to come. */
export function ObjectSkeleton() {
  return (
    <div aria-busy className="grid gap-4">
      <span className="sr-only" role="status">
        Loading the object
      </span>
      <Skeleton className="h-[150px] rounded-lg" />
      <div className="flex gap-2">
        <Skeleton className="h-[30px] w-28 rounded-md" />
        <Skeleton className="h-[30px] w-28 rounded-md" />
      </div>
      {['w-3/5', 'w-4/5', 'w-1/2', 'w-2/3', 'w-3/4', 'w-2/5'].map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
  )
}

'use client'
import { Hash } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Input } from '@/components/ui/input.tsx'
import { Popover } from '@/components/ui/popover.tsx'
import { formatCount } from '@/lib/format/counts.ts'

type Props = { count: number; onRow: (index: number) => void }

/** A long table has places that no scrollbar can be put on. */
export function GoToRow({ count, onRow }: Props) {
  const [open, setOpen] = useState(false)
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const row = Number(String(new FormData(event.currentTarget).get('row')).replaceAll(/\D/g, ''))
    if (row < 1) return
    setOpen(false)
    // The popover gives the focus back when it closes; the row takes it after that.
    setTimeout(() => onRow(Math.min(row, count) - 1))
  }
  return (
    <Popover
      title="Go to row"
      side="top"
      open={open}
      onOpenChange={setOpen}
      className="w-56"
      trigger={
        <Button variant="ghost" size="sm" className="-mx-2 h-6 max-sm:hidden">
          <Hash aria-hidden className="size-3.5" />
          Go to row
        </Button>
      }
    >
      <form onSubmit={onSubmit} className="flex gap-2">
        <Input
          name="row"
          inputMode="numeric"
          aria-label={`Row, 1 to ${formatCount(count)}`}
          placeholder={`1 – ${formatCount(count)}`}
        />
        <Button type="submit" variant="primary">
          Go
        </Button>
      </form>
    </Popover>
  )
}

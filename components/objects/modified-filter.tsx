'use client'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Chip } from '@/components/ui/chip.tsx'
import { Field } from '@/components/ui/field.tsx'
import { Input } from '@/components/ui/input.tsx'
import { Popover } from '@/components/ui/popover.tsx'
import { formatDay } from '@/lib/format/dates.ts'

type Bounds = { modified_after?: string | undefined; modified_before?: string | undefined }
type Props = { bounds: Bounds; onBounds: (bounds: Bounds) => void }

const DAY_MS = 86_400_000
const PRESETS: { label: string; days: number; older?: boolean }[] = [
  { label: 'Last 24 hours', days: 1 },
  { label: 'Last 7 days', days: 7 },
  { label: 'Last 30 days', days: 30 },
  { label: 'Over a year ago', days: 365, older: true },
]

/** To the minute, so that the URL is one that can be shared and cached. */
const daysAgo = (days: number): string => `${new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 16)}:00Z`

export function ModifiedFilter({ bounds, onBounds }: Props) {
  const [open, setOpen] = useState(false)
  const choose = (chosen: Bounds) => {
    onBounds(chosen)
    setOpen(false)
  }
  const { modified_after: after, modified_before: before } = bounds
  const isSet = after !== undefined || before !== undefined
  return (
    <Popover
      title="Modified"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Chip active={isSet}>
          {isSet ? labelOf(bounds) : 'Modified'}
          <ChevronDown aria-hidden className="size-3.5" />
        </Chip>
      }
    >
      <div className="flex flex-wrap gap-1.5">
        {PRESETS.map(({ label, days, older = false }) => (
          <Chip
            key={label}
            onClick={() =>
              choose({
                modified_after: older ? undefined : daysAgo(days),
                modified_before: older ? daysAgo(days) : undefined,
              })
            }
          >
            {label}
          </Chip>
        ))}
      </div>
      <Day
        label="From"
        value={after}
        onValue={(value) => onBounds({ modified_after: value, modified_before: before })}
      />
      <Day
        label="Before"
        value={before}
        onValue={(value) => onBounds({ modified_after: after, modified_before: value })}
      />
      <p className="text-sm text-faint">Days begin at midnight UTC.</p>
      {isSet && (
        <Button size="sm" onClick={() => choose({ modified_after: undefined, modified_before: undefined })}>
          Any time
        </Button>
      )}
    </Popover>
  )
}

function labelOf({ modified_after: after, modified_before: before }: Bounds): string {
  if (after === undefined) return `Before ${formatDay(before ?? '')}`
  return before === undefined ? `Since ${formatDay(after)}` : `${formatDay(after)} – ${formatDay(before)}`
}

type DayProps = { label: string; value: string | undefined; onValue: (value: string | undefined) => void }

function Day({ label, value, onValue }: DayProps) {
  return (
    <Field label={label} layout="row">
      {(control) => (
        <Input
          {...control}
          type="date"
          value={formatDay(value ?? '')}
          onChange={(event) => onValue(event.target.value === '' ? undefined : event.target.value)}
        />
      )}
    </Field>
  )
}

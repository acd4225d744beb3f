'use client'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Chip } from '@/components/ui/chip.tsx'
import { Field } from '@/components/ui/field.tsx'
import { Input } from '@/components/ui/input.tsx'
import { Popover } from '@/components/ui/popover.tsx'
import { formatBytes } from '@/lib/format/bytes.ts'
import { parseBytes } from '@/lib/format/parse-bytes.ts'

type Bounds = { min_size?: number | undefined; max_size?: number | undefined }
type Props = { bounds: Bounds; onBounds: (bounds: Bounds) => void }

const PRESETS: { label: string; bounds: Bounds }[] = [
  { label: 'Empty', bounds: { min_size: undefined, max_size: 0 } },
  { label: 'From 1 MB', bounds: { min_size: 1e6, max_size: undefined } },
  { label: 'From 100 MB', bounds: { min_size: 1e8, max_size: undefined } },
  { label: 'From 1 GB', bounds: { min_size: 1e9, max_size: undefined } },
]

export function SizeFilter({ bounds, onBounds }: Props) {
  const [open, setOpen] = useState(false)
  const choose = (chosen: Bounds) => {
    onBounds(chosen)
    setOpen(false)
  }
  const isSet = bounds.min_size !== undefined || bounds.max_size !== undefined
  return (
    <Popover
      title="Size"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Chip active={isSet}>
          {isSet ? labelOf(bounds) : 'Size'}
          <ChevronDown aria-hidden className="size-3.5" />
        </Chip>
      }
    >
      <div className="flex flex-wrap gap-1.5">
        {PRESETS.map((preset) => (
          <Chip key={preset.label} onClick={() => choose(preset.bounds)}>
            {preset.label}
          </Chip>
        ))}
      </div>
      <Bound
        label="At least"
        value={bounds.min_size}
        onValue={(min_size) => onBounds({ min_size, max_size: bounds.max_size })}
      />
      <Bound
        label="At most"
        value={bounds.max_size}
        onValue={(max_size) => onBounds({ min_size: bounds.min_size, max_size })}
      />
      {isSet && (
        <Button size="sm" onClick={() => choose({ min_size: undefined, max_size: undefined })}>
          Any size
        </Button>
      )}
    </Popover>
  )
}

function labelOf({ min_size: least, max_size: most }: Bounds): string {
  if (most === 0) return 'Empty'
  if (least === undefined) return `Size ≤ ${formatBytes(most ?? 0)}`
  return most === undefined ? `Size ≥ ${formatBytes(least)}` : `${formatBytes(least)} – ${formatBytes(most)}`
}

type BoundProps = { label: string; value: number | undefined; onValue: (value: number | undefined) => void }

/** Takes effect as it is typed, once it is a size. */
function Bound({ label, value, onValue }: BoundProps) {
  const [text, setText] = useState(value === undefined ? '' : formatBytes(value))
  const bad = text.trim() !== '' && parseBytes(text) === null
  return (
    <Field label={label} layout="row" error={bad ? 'Write a size such as 10 MB or 512 KiB.' : null}>
      {(control) => (
        <Input
          {...control}
          value={text}
          placeholder="10 MB"
          onChange={(event) => {
            setText(event.target.value)
            const bytes = parseBytes(event.target.value)
            if (bytes !== null || event.target.value.trim() === '') onValue(bytes ?? undefined)
          }}
        />
      )}
    </Field>
  )
}

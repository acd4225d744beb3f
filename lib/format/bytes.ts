import { formatCount } from './counts.ts'

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const

/** Decimal units, as S3 bills: `3.2 KB`, `812 MB`, `48.2 GB`. */
export function formatBytes(sizeBytes: number): string {
  let value = sizeBytes
  let unit = 0
  // 999.95 would be written 1000.0: the next unit says it better.
  while (value >= (unit === 0 ? 1000 : 999.5) && unit < UNITS.length - 1) {
    value /= 1000
    unit += 1
  }
  if (unit === 0) return `${Math.round(value)} B`
  const digits = value < 99.95 ? 1 : 0
  return `${value.toFixed(digits)} ${UNITS[unit]}`
}

/** `51,754,356,121 B` */
export const formatExactBytes = (sizeBytes: number): string => `${formatCount(sizeBytes)} B`

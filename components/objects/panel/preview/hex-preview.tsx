import { hexDump } from '@/lib/preview/hex.ts'
import { SourcePreview } from './source-preview.tsx'

export function HexPreview({ bytes, caption }: { bytes: Uint8Array; caption: string }) {
  return (
    <SourcePreview text={hexDump(bytes)} caption={`Not text. ${caption}`} wrap={false} label="Bytes of the object" />
  )
}

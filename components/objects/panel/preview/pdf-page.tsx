'use client'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { useEffect, useRef, useState } from 'react'
import { drawPage } from './pdf-document.ts'

type Props = { document: PDFDocumentProxy; number: number; name: string }

export function PdfPage({ document, number, name }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let left = false
    const draw = async () => {
      const page = await document.getPage(number)
      const target = canvas.current
      if (!left && target !== null) await drawPage(page, target, target.clientWidth || 320)
    }
    draw().catch((error: unknown) => {
      if (left) return
      console.warn(`Page ${number} cannot be drawn`, error)
      setFailed(true)
    })
    return () => {
      left = true
    }
  }, [document, number])
  if (failed) return <p className="bg-bg p-3 text-muted">Page {number} cannot be drawn.</p>
  return (
    <canvas ref={canvas} role="img" aria-label={`Page ${number} of ${name}`} className="w-full bg-[#fff] shadow-pop" />
  )
}

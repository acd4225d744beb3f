import {
  GlobalWorkerOptions,
  getDocument,
  type PDFDocumentLoadingTask,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs'

/** No side of a page is drawn larger: a page may claim to be kilometres wide. */
const SIDE_MAX = 2400

/** pdf.js with everything off that runs or fetches: it draws pages to a canvas, and nothing else. */
export function openPdf(data: Uint8Array): PDFDocumentLoadingTask {
  GlobalWorkerOptions.workerPort ??= new Worker(
    new URL('pdfjs-dist/legacy/build/pdf.worker.min.mjs', import.meta.url),
    {
      type: 'module',
    },
  )
  return getDocument({
    data,
    isEvalSupported: false,
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
    useSystemFonts: false,
    stopAtErrors: false,
    disableAutoFetch: true,
    maxImageSize: 32_000_000,
    canvasMaxAreaInBytes: 128_000_000,
    verbosity: 0,
  })
}

export async function drawPage(page: PDFPageProxy, canvas: HTMLCanvasElement, width: number): Promise<void> {
  const natural = page.getViewport({ scale: 1 })
  const wanted = (width * Math.min(window.devicePixelRatio, 2)) / natural.width
  const scale = Math.min(wanted, SIDE_MAX / natural.width, SIDE_MAX / natural.height)
  const viewport = page.getViewport({ scale })
  canvas.width = Math.max(1, Math.floor(viewport.width))
  canvas.height = Math.max(1, Math.floor(viewport.height))
  await page.render({ canvas, viewport, annotationMode: 0 }).promise
}

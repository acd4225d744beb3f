import 'server-only'

/**
 * A body that is made as fast as it is read and no faster. When the reader leaves, the generator is told (its `finally`
 * runs); when the generator fails, the transfer breaks visibly instead of ending short.
 */
export function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        controller.error(error)
      }
    },
    async cancel() {
      await chunks.return(undefined)
    },
  })
}

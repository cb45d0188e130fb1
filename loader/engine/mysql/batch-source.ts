import type { Cells } from '../../schema/index.ts'

/** The batches of a bulk load, taken one by one. */
export interface BatchSource extends AsyncDisposable {
  /** What the batches themselves threw; it passes to the caller as it is. */
  readonly failure: { readonly error: unknown } | null
  /** null after the last. Throws at once when the signal is aborted, also while the source keeps us waiting. */
  next(): Promise<readonly Cells[] | null>
}

export function batchSource(
  batches: AsyncIterable<readonly Cells[]> | Iterable<readonly Cells[]>,
  signal: AbortSignal | undefined,
): BatchSource {
  const source = Symbol.asyncIterator in batches ? batches[Symbol.asyncIterator]() : batches[Symbol.iterator]()
  const aborted = rejectedByAbort(signal)
  let failure: { readonly error: unknown } | null = null
  let begun = false
  let pulling = false
  let finished = false
  return {
    get failure() {
      return failure
    },
    async next() {
      if (finished) return null
      begun = true
      pulling = true
      try {
        const { value, done } = await Promise.race([aborted, source.next()])
        pulling = false
        finished = done === true
        return done === true ? null : value
      } catch (error) {
        if (signal?.aborted !== true) {
          finished = true
          failure = { error }
        }
        throw error
      }
    },
    async [Symbol.asyncDispose]() {
      if (finished || !begun) return
      finished = true
      const returned = Promise.resolve(source.return?.()).catch(() => undefined)
      // A generator returns only after what it waits for, which may be never.
      if (!pulling) await returned
    },
  }
}

function rejectedByAbort(signal: AbortSignal | undefined): Promise<never> {
  const promise = new Promise<never>((_, reject) => {
    const abort = () => reject(new Error('cancelled'))
    if (signal?.aborted === true) abort()
    else signal?.addEventListener('abort', abort, { once: true })
  })
  promise.catch(() => undefined)
  return promise
}

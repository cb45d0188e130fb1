import type { LoadBatch } from './packed-rows.ts'

/** The batches of a bulk load, taken one by one. */
export interface BatchSource extends AsyncDisposable {
  /** What the batches themselves threw; it passes to the caller as it is. */
  readonly failure: { readonly error: unknown } | null
  /** null after the last. Throws at once when the signal is aborted, also while the source keeps us waiting. */
  next(): Promise<LoadBatch | null>
}

export function batchSource(
  batches: AsyncIterable<LoadBatch> | Iterable<LoadBatch>,
  signal: AbortSignal | undefined,
): BatchSource {
  const source = Symbol.asyncIterator in batches ? batches[Symbol.asyncIterator]() : batches[Symbol.iterator]()
  let failure: { readonly error: unknown } | null = null
  let state: 'not begun' | 'waiting' | 'between' | 'finished' = 'not begun'
  // One listener, not a race per batch: the promise of a race keeps every batch that ever ran in it.
  let giveUp: (() => void) | null = null
  const abort = () => giveUp?.()
  signal?.addEventListener('abort', abort, { once: true })

  async function pull(): Promise<LoadBatch | null> {
    try {
      const { value, done } = await source.next()
      state = done === true ? 'finished' : 'between'
      return done === true ? null : value
    } catch (error) {
      state = 'finished'
      failure = { error }
      throw error
    }
  }

  return {
    get failure() {
      return failure
    },
    next() {
      if (state === 'finished') return Promise.resolve(null)
      return new Promise((resolve, reject) => {
        giveUp = () => reject(new Error('cancelled'))
        if (signal?.aborted === true) return giveUp()
        state = 'waiting'
        pull().then(resolve, reject)
      })
    },
    async [Symbol.asyncDispose]() {
      signal?.removeEventListener('abort', abort)
      giveUp = null
      if (state === 'not begun' || state === 'finished') return
      const returned = Promise.resolve(source.return?.()).catch(() => undefined)
      // A generator returns only after what it waits for, which may be never.
      if (state === 'between') await returned
    },
  }
}

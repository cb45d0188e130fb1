import { setImmediate } from 'node:timers/promises'

/** Batches as they come; throws what `onAbort` gives even while the source makes us wait, and lets timers and signals through. */
export async function* pull<T>(
  source: AsyncIterable<T> | Iterable<T>,
  signal: AbortSignal | undefined,
  onAbort: () => Error,
): AsyncGenerator<T, void, void> {
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]()
  let done = false
  try {
    for (;;) {
      const next = await orAbort(Promise.resolve(iterator.next()), signal, onAbort)
      if (next.done === true) {
        done = true
        return
      }
      yield next.value
      // A source that is always ready would keep timers, and so an abort, from ever running.
      await setImmediate()
    }
  } finally {
    if (!done) {
      const left = Promise.resolve(iterator.return?.()).catch(() => undefined)
      // Not awaited when aborted: a source that hangs would hang this too.
      if (signal?.aborted !== true) await left
    }
  }
}

/** A race against one promise for the whole load would keep every batch in memory until its end: the listener goes with each step. */
async function orAbort<T>(step: Promise<T>, signal: AbortSignal | undefined, onAbort: () => Error): Promise<T> {
  if (signal === undefined) return await step
  step.catch(() => undefined)
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const abort = () => reject(onAbort())
  if (signal.aborted) abort()
  signal.addEventListener('abort', abort, { once: true })
  step.then(resolve, reject)
  try {
    return await promise
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

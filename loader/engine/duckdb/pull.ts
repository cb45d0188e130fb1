import { setImmediate } from 'node:timers/promises'

/** Batches as they come; ends by throwing the signal's reason even while the source makes us wait, and lets timers and signals through. */
export async function* pull<T>(
  source: AsyncIterable<T> | Iterable<T>,
  signal?: AbortSignal,
): AsyncGenerator<T, void, void> {
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]()
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal?.reason)
  aborted.catch(() => undefined)
  signal?.addEventListener('abort', abort, { once: true })
  let done = false
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), aborted])
      if (next.done === true) {
        done = true
        return
      }
      yield next.value
      // A source that is always ready would keep timers, and so an abort, from ever running.
      await setImmediate()
    }
  } finally {
    signal?.removeEventListener('abort', abort)
    // Not awaited when aborted: a source that hangs would hang this too.
    if (!done) {
      const left = Promise.resolve(iterator.return?.()).catch(() => undefined)
      if (signal?.aborted !== true) await left
    }
  }
}

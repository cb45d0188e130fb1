/**
 * Reads up to `depth` items ahead of whoever takes them, so that reading goes on while the writer is busy; no more, so that the writer sets the
 * pace. An item's error is thrown when its turn comes. Leaving the loop early ends the source.
 */
export async function* ahead<T>(source: AsyncIterable<T>, depth: number): AsyncGenerator<T, void, undefined> {
  // A generator of our own queues concurrent calls of next(), which a driver's iterator need not do.
  const items = (async function* () {
    yield* source
  })()
  const asked: Promise<IteratorResult<T>>[] = []
  try {
    for (;;) {
      while (asked.length <= depth) {
        const next = items.next()
        // It is awaited below; until then a failure must not count as unhandled.
        next.catch(() => undefined)
        asked.push(next)
      }
      const item = await asked.shift()
      if (item === undefined || item.done === true) return
      yield item.value
    }
  } finally {
    await items.return()
  }
}

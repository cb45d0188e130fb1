const chunkRows = 4096

/** Rows made from items as the bulk load asks for them, chunk by chunk, so that they never stand in memory all at once. */
export function* chunked<T, R>(
  items: readonly T[],
  make: (item: T, at: number) => R,
): Generator<readonly R[], void, undefined> {
  for (let start = 0; start < items.length; start += chunkRows) {
    yield items.slice(start, start + chunkRows).map((item, at) => make(item, start + at))
  }
}

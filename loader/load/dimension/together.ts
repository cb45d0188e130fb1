/** Two works at once; when one fails the other is stopped and waited for, so that no session is left in use. Throws what failed first. */
export async function together<A, B>(
  signal: AbortSignal,
  one: (signal: AbortSignal) => Promise<A>,
  other: (signal: AbortSignal) => Promise<B>,
): Promise<[A, B]> {
  const stop = new AbortController()
  const both = AbortSignal.any([signal, stop.signal])
  const failures: unknown[] = []
  const watched = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    try {
      return await work(both)
    } catch (error) {
      failures.push(error)
      stop.abort(error)
      throw error
    }
  }
  const [first, second] = await Promise.allSettled([watched(one), watched(other)])
  if (first.status === 'fulfilled' && second.status === 'fulfilled') return [first.value, second.value]
  throw failures[0]
}

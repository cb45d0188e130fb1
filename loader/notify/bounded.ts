import { LoadError } from '../errors/index.ts'

/** What `work` gives, or LoadError 'too-slow' after `milliseconds`; the work goes on then, and its end is nobody's. */
export async function bounded<T>(work: () => Promise<T>, milliseconds: number): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => late.reject(new LoadError('too-slow', `No answer within ${Math.ceil(milliseconds / 1000)} s.`)),
    milliseconds,
  )
  try {
    return await Promise.race([work(), late.promise])
  } finally {
    clearTimeout(timer)
  }
}

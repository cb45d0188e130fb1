import { LoadError } from '../../errors/index.ts'
import { isMoment, momentSeconds } from './moment.ts'

/** Seconds since 1970 of a timestamp's text; what is none is a mistake in the caller's code and throws LoadError 'not-a-timestamp'. */
export function readSeconds(text: string, caller: string): number {
  if (isMoment(text) && (text.length === 19 || isFraction(text, 19))) return momentSeconds(text)
  throw new LoadError(
    'not-a-timestamp',
    `${caller}() was given ${JSON.stringify(text)}, and takes a timestamp's text such as "2024-02-29 13:45:00.000000".`,
  )
}

/** Whether the text ends, from `at` on, in a point and one to six digits. */
function isFraction(text: string, at: number): boolean {
  const digits = text.length - at - 1
  if (digits < 1 || digits > 6 || text.charCodeAt(at) !== 46) return false
  for (let i = at + 1; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return false
  }
  return true
}

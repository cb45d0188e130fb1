import { nearest } from './nearest.ts'

/** What to write instead of a name that is not there: the nearest known one, else all of them. */
export function knownInstead(value: string, known: readonly string[], what: string): string {
  const near = nearest(value, known)
  return near === null ? listed(known, what) : `Did you mean "${near}"?`
}

export function listed(known: readonly string[], what: string): string {
  return known.length === 0 ? `No unit has a ${what}.` : `There are: ${known.join(', ')}.`
}

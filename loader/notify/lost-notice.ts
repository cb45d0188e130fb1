import type { Notice, Recipient } from './notice.ts'
import { oneLine } from './plain-text.ts'

/** The sentence about a notice that was not taken; without password when `hide` is the terminal's. */
export function lostNotice(
  { place, setting }: Pick<Recipient, 'place' | 'setting'>,
  { about }: Pick<Notice, 'about'>,
  error: unknown,
  hide: (text: string) => string,
): string {
  const why = oneLine(hide(reasonOf(error)), 300).replace(/\.$/, '')
  return hide(
    `The notice of ${about} was not sent: ${place} did not take it (${why}). The load is not touched by that; look at that server, and at ${setting} in config.ts.`,
  )
}

/** What Node gathers of several addresses says nothing itself; its parts tell. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}

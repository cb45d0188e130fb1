import type { Notice, Recipient } from './notice.ts'
import { oneLine } from './plain-text.ts'

/** The sentence about a notice that was not taken; without password when `hide` is the terminal's. */
export function lostNotice(
  { place, setting }: Recipient,
  { about }: Notice,
  error: unknown,
  hide: (text: string) => string,
): string {
  const why = oneLine(hide(reasonOf(error)), 300).replace(/\.$/, '')
  return hide(
    `The notice of ${about} was not sent: ${place} did not take it (${why}). The load is not touched by that; look at that server, and at ${setting} in config.ts.`,
  )
}

/** What fetch throws says "fetch failed" alone, what Node gathers of several addresses nothing; their causes tell. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ')
  if (!(error instanceof Error)) return String(error)
  if (error.cause === undefined) return error.message
  const cause = reasonOf(error.cause)
  return error instanceof TypeError || error.message === '' ? cause : `${error.message}: ${cause}`
}

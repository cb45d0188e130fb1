import { bounds } from './bounds.ts'

// Canonical timestamps (`YYYY-MM-DD HH:MM:SS.ffffff`, UTC) are shifted as text: Date knows milliseconds alone, so it moves the whole seconds
// and the fraction never passes through it.

/** The same time of the next day; past the end of time: the open end. */
export function plusDay(time: string): string {
  return later(time.slice(0, 19), 86_400, time.slice(19))
}

/** One microsecond later; past the end of time: the open end. */
export function plusMicrosecond(time: string): string {
  const micros = Number(time.slice(20)) + 1
  return micros < 1_000_000
    ? `${time.slice(0, 20)}${String(micros).padStart(6, '0')}`
    : later(time.slice(0, 19), 1, '.000000')
}

function later(wholeSeconds: string, seconds: number, fraction: string): string {
  const moved = new Date(Date.parse(`${wholeSeconds.replace(' ', 'T')}Z`) + seconds * 1000)
  // From the year 10000 on, ISO writes a sign and six digits.
  return moved.getUTCFullYear() > 9999
    ? bounds('microsecond').openEnd
    : moved.toISOString().slice(0, 19).replace('T', ' ') + fraction
}

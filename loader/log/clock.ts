/** Times for the log: canonical UTC timestamps that only go up, whatever the machine's clock does (FAULTS 58). */
export interface Clock {
  /** Later than every time it gave or was told before. */
  now(): string
  /** Tells of a stored time that what follows must come after. */
  mustPass(timestamp: string | null): void
}

/** `millis`: the machine's clock, milliseconds since 1970. */
export function openClock(millis: () => number = Date.now): Clock {
  let last = Number.NEGATIVE_INFINITY
  return {
    now() {
      last = Math.max(millis() * 1000, last + 1)
      return timestampOf(last)
    },
    mustPass(timestamp) {
      if (timestamp !== null) last = Math.max(last, microsOf(timestamp))
    },
  }
}

/** Microseconds since 1970; exact in a number up to the year 2255. */
function microsOf(timestamp: string): number {
  return Date.parse(`${timestamp.slice(0, 10)}T${timestamp.slice(11, 19)}Z`) * 1000 + Number(timestamp.slice(20))
}

function timestampOf(micros: number): string {
  const millis = Math.floor(micros / 1000)
  const rest = String(micros - millis * 1000).padStart(3, '0')
  return new Date(millis).toISOString().replace('T', ' ').replace('Z', rest)
}

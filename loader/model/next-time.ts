import { utcSeconds, type ZoneOffsets } from '../schema/index.ts'
import type { Cron } from './read-cron.ts'

const day = 86_400

/**
 * The first time after a moment, both in milliseconds of the epoch; null: there is none. Where the zone's clocks are changed:
 * - Fields that name hours ('30 2 * * *', every quarter from 0 to 6) name times of the day, and each of them comes once: one that the clocks
 *   skip as the first moment after the gap, one that they show twice as the first of the two.
 * - Fields of every hour ('5 * * * *') name times of the clock: they come whenever the clock shows them, so that distances stay.
 */
export function nextTime(cron: Cron, after: number): number | null {
  const from = Math.floor(after / 1000)
  const at = cron.everyHour ? nextOnClock(cron, from) : nextOfDay(cron, from)
  return at === null ? null : at * 1000
}

function nextOfDay({ offsets, nextShown }: Cron, after: number): number | null {
  let shown: number | null = after + offsets(after)
  while (true) {
    shown = nextShown(shown)
    if (shown === null) return null
    const at = momentOf(shown, offsets)
    // In the second of two equal hours what is left of it on the clock has already been.
    if (at > after) return at
  }
}

/** The moment at which a day's clocks first show a time, or would have. */
function momentOf(shown: number, offsets: ZoneOffsets): number {
  const moment = utcSeconds(shown, offsets, 'earlier', 'null')
  // In a gap: the clocks have not come so far a moment before it by the old offset, and are beyond by the new one.
  return moment ?? changeBetween(shown - offsets(shown + day), shown - offsets(shown - day), offsets)
}

function nextOnClock({ offsets, nextShown }: Cron, after: number): number | null {
  let from = after
  let offset = offsets(from)
  while (true) {
    const shown = nextShown(from + offset)
    if (shown === null) return null
    const at = shown - offset
    const end = Math.min(at, from + day)
    if (offsets(end) !== offset) {
      // What the clocks show from the change on, the change itself among it.
      const change = changeBetween(from, end, offsets)
      offset = offsets(change)
      from = change - 1
      continue
    }
    if (at <= from + day) return at
    // Nothing lies between; a change of the clocks on the way is looked at from two days before.
    from = Math.max(from + day, at - 2 * day)
    offset = offsets(from)
  }
}

/** The first moment of the new offset; the two lie on both sides of one change. */
function changeBetween(before: number, after: number, offsets: ZoneOffsets): number {
  const old = offsets(before)
  let low = before
  let high = after
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsets(middle) === old) low = middle
    else high = middle
  }
  return high
}

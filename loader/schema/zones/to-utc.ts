import type { Time } from '../values.ts'
import { isMark } from './marks.ts'
import { momentText } from './moment.ts'
import { readSeconds } from './read-moment.ts'
import { type ZoneOffsets, zoneOffsets } from './zone-offsets.ts'

type Side = 'earlier' | 'later'

/** What a local time is that a zone's clocks show twice (ambiguous) or never (gap). */
export interface ZoneChoices<C extends Side | 'null' = Side> {
  /** 'earlier' (default): the first of the two moments; 'later': the second; 'null': NULL. */
  readonly ambiguous?: C
  /** 'later' (default): the clock goes on as before the change (02:30 is 03:30); 'earlier': as after it (01:30); 'null': NULL. */
  readonly gap?: C
}

/**
 * The moment (UTC) at which a zone's clocks show a local time, exact to the microsecond; NULL stays NULL.
 * The defaults are those of `source({ zone })` and of iCalendar (RFC 5545). 0001-01-01 and 9999-12-31 are marks that no zone moves.
 * The host's own zone plays no part. Throws DefinitionError 'unknown-zone', LoadError 'not-a-timestamp'.
 */
export function toUtc(local: Time, zone: string, choices?: ZoneChoices): Time
export function toUtc(local: Time | null, zone: string, choices?: ZoneChoices<Side | 'null'>): Time | null
export function toUtc(local: Time | null, zone: string, choices: ZoneChoices<Side | 'null'> = {}): Time | null {
  if (local === null) return null
  const shown = readSeconds(local, 'toUtc')
  const offsets = zoneOffsets(zone)
  const fraction = local.length === 26 ? local.slice(19) : (local.length === 19 ? '.' : local.slice(19)).padEnd(7, '0')
  if (isMark(local)) return `${local.slice(0, 10)} ${local.slice(11, 19)}${fraction}` as Time
  const seconds = utcSeconds(shown, offsets, choices.ambiguous ?? 'earlier', choices.gap ?? 'later')
  return seconds === null ? null : momentText(seconds, fraction)
}

const day = 86_400

/** The moment whose local time is `shown`, both in seconds since 1970; null for a choice of 'null'. */
export function utcSeconds(
  shown: number,
  offsets: ZoneOffsets,
  ambiguous: Side | 'null',
  gap: Side | 'null',
): number | null {
  // No offset is a day long, so the change that matters lies between these two.
  const before = offsets(shown - day)
  const after = offsets(shown + day)
  if (before === after) return shown - before
  const first = shown - before
  const second = shown - after
  const firstFits = offsets(first) === before
  const secondFits = offsets(second) === after
  if (firstFits !== secondFits) return firstFits ? first : second
  const choice = firstFits ? ambiguous : gap
  if (choice === 'null') return null
  return choice === 'earlier' ? Math.min(first, second) : Math.max(first, second)
}

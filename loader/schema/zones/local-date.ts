import type { Day, Time } from '../values.ts'
import { dayText } from './day.ts'
import { isMark } from './marks.ts'
import { readSeconds } from './read-moment.ts'
import { zoneOffsets } from './zone-offsets.ts'

/**
 * The day on which a moment (UTC) falls in a zone: `localDate(row.sold_at, 'America/New_York')`. NULL stays NULL.
 * Moments on 0001-01-01 and 9999-12-31 are marks that no zone moves. The host's own zone plays no part.
 * Throws DefinitionError 'unknown-zone', LoadError 'not-a-timestamp'.
 */
export function localDate(moment: Time, zone: string): Day
export function localDate(moment: Time | null, zone: string): Day | null
export function localDate(moment: Time | null, zone: string): Day | null {
  if (moment === null) return null
  const seconds = readSeconds(moment, 'localDate')
  const offsets = zoneOffsets(zone)
  if (isMark(moment)) return moment.slice(0, 10) as Day
  return dayText(Math.floor((seconds + offsets(seconds)) / 86_400))
}

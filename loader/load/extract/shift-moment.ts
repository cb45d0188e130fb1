import { momentSeconds, momentText, zoneOffsets } from '../../schema/index.ts'
import { widePeriod } from './period.ts'

/** A canonical timestamp some seconds earlier; before the beginning of time, the beginning. */
export function earlier(moment: string, seconds: number): string {
  return shifted(moment, -seconds)
}

/** What clocks of a zone show at a moment (UTC), both canonical. */
export function localTime(moment: string, zone: string): string {
  return shifted(moment, zoneOffsets(zone)(momentSeconds(moment)))
}

/**
 * The earliest time that clocks of a zone have shown between two moments (UTC), and some seconds before the first: where they were put back in between, what
 * they showed twice belongs to it.
 */
export function earliestShown(since: string, until: string, back: number, zone: string | undefined): string {
  if (zone === undefined) return earlier(since, back)
  const offsets = zoneOffsets(zone)
  const start = momentSeconds(since)
  // No zone changed twice within a day, and a day after they were put back clocks show no time of before.
  const putBack = offsets(start) - offsets(Math.min(momentSeconds(until), start + 86_400))
  const one = localTime(earlier(since, back), zone)
  const other = earlier(localTime(since, zone), back + Math.max(0, putBack))
  return one < other ? one : other
}

function shifted(moment: string, seconds: number): string {
  const beginning = String(widePeriod('timestamp').from)
  const text = momentText(momentSeconds(moment) + seconds, moment.slice(19)) ?? beginning
  return text < beginning ? beginning : text
}

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

function shifted(moment: string, seconds: number): string {
  const beginning = String(widePeriod('timestamp').from)
  const text = momentText(momentSeconds(moment) + seconds, moment.slice(19)) ?? beginning
  return text < beginning ? beginning : text
}

import {
  isClock,
  isDay,
  isMark,
  momentSeconds,
  momentText,
  utcSeconds,
  type ZoneOffsets,
  zoneOffsets,
} from '../../schema/index.ts'
import type { Convert } from './convert.ts'
import { isZeroDate } from './date.ts'
import { microseconds } from './fraction.ts'

/**
 * A moment in UTC with microseconds, year 1 to 9999. Text with an offset (`+00`, `Z`, `-05:30`) is shifted to UTC; text without one is local time of
 * `zone`, or UTC where there is none. A date alone is its midnight. Zero dates do not fit, or are NULL where the definition says so.
 */
export function timestampConverter(zeroDateIsNull: boolean, zone: string | undefined): Convert {
  const offsets = zone === undefined ? null : zoneOffsets(zone)
  return (value) => {
    if (typeof value !== 'string') return undefined
    if (!isDay(value)) return zeroDateIsNull && isZeroDate(value) ? null : undefined
    const length = value.length
    if (length === 10) return inUtc(`${value} 00:00:00.000000`, offsets)
    const between = value.charCodeAt(10)
    if ((between !== 32 && between !== 84) || !isClock(value, 11)) return undefined
    if (between === 32 && length <= 26) {
      if (length === 19) return inUtc(`${value}.000000`, offsets)
      if (endsInFraction(value)) return inUtc(length === 26 ? value : value.padEnd(26, '0'), offsets)
    }
    return fromOtherForm(value, offsets)
  }
}

function endsInFraction(text: string): boolean {
  if (text.charCodeAt(19) !== 46 || text.length === 20) return false
  for (let i = 20; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return false
  }
  return true
}

const tail = /^(\.\d+)?(Z|([+-])(\d\d)(?::?([0-5]\d)(?::?([0-5]\d))?)?)?$/

function fromOtherForm(text: string, offsets: ZoneOffsets | null): string | undefined {
  const found = tail.exec(text.slice(19))
  const fraction = found === null ? undefined : microseconds(found[1] ?? '')
  if (found === null || fraction === undefined) return undefined
  const moment = `${text.slice(0, 10)} ${text.slice(11, 19)}${fraction}`
  const [, , offset, sign, hours = '0', minutes = '0', seconds = '0'] = found
  if (offset === undefined) return inUtc(moment, offsets)
  const ahead = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  // No clock of the world is a day from UTC.
  if (ahead >= 86_400) return undefined
  if (ahead === 0) return moment
  return momentText(momentSeconds(moment) + (sign === '-' ? ahead : -ahead), fraction) ?? undefined
}

/** Local time to UTC by the defaults of `toUtc`. */
function inUtc(moment: string, offsets: ZoneOffsets | null): string | undefined {
  if (offsets === null || isMark(moment)) return moment
  const seconds = utcSeconds(momentSeconds(moment), offsets, 'earlier', 'later')
  return seconds === null ? undefined : (momentText(seconds, moment.slice(19)) ?? undefined)
}

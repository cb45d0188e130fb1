import { DefinitionError } from '../../errors/index.ts'

/** Seconds to add to UTC at a moment (seconds since 1970, UTC) to get the zone's local time. */
export type ZoneOffsets = (seconds: number) => number

/** One stretch of time of a zone: from each start on, its offset holds. */
interface Stretch {
  readonly starts: readonly number[]
  readonly offsets: readonly number[]
}

const day = 86_400
/** A stretch is computed when the first of its moments is asked for: half a year, so mostly one change. */
const stretchSeconds = 182 * day
/** Before it every zone keeps its local mean time; Intl counts years before Christ otherwise than we do. */
const earliest = Date.UTC(1800, 0, 1) / 1000

const known = new Map<string, ZoneOffsets>()

/**
 * The offsets of an IANA zone, by Intl.DateTimeFormat (the host's own zone plays no part). Changes are found once and kept,
 * so that a call costs some ten nanoseconds. Throws DefinitionError 'unknown-zone'.
 */
export function zoneOffsets(zone: string): ZoneOffsets {
  const found = known.get(zone)
  if (found !== undefined) return found
  const local = localSeconds(zone)
  const offset = (seconds: number) => local(seconds) - seconds
  const stretches: Stretch[] = []
  let index = Number.NaN
  let stretch: Stretch = { starts: [], offsets: [] }
  const offsets: ZoneOffsets = (asked) => {
    const seconds = Math.max(asked, earliest)
    const wanted = Math.floor((seconds - earliest) / stretchSeconds)
    if (wanted !== index) {
      stretch = stretches[wanted] ??= findChanges(earliest + wanted * stretchSeconds, offset)
      index = wanted
    }
    let last = stretch.starts.length - 1
    while (last > 0 && (stretch.starts[last] as number) > seconds) last--
    return stretch.offsets[last] as number
  }
  known.set(zone, offsets)
  return offsets
}

/** Looks at every midnight and halves the day where the offset differs; no zone ever changed twice within a day. */
function findChanges(from: number, offset: ZoneOffsets): Stretch {
  const starts = [from]
  const offsets = [offset(from)]
  for (let at = from; at < from + stretchSeconds; at += day) {
    const before = offsets[offsets.length - 1] as number
    const after = offset(at + day)
    if (after === before) continue
    let low = at
    let high = at + day
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (offset(middle) === before) low = middle
      else high = middle
    }
    starts.push(high)
    offsets.push(after)
  }
  return { starts, offsets }
}

/** The zone's local time at a moment, as seconds since a local 1970. */
function localSeconds(zone: string): ZoneOffsets {
  const format = formatter(zone)
  return (seconds) => {
    const [month, date, year, hour, minute, second] = format
      .format(seconds * 1000)
      .split(/\D+/)
      .map(Number)
    return Date.UTC(year ?? 0, (month ?? 0) - 1, date, hour, minute, second) / 1000
  }
}

function formatter(zone: string): Intl.DateTimeFormat {
  const two = '2-digit'
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
    })
  } catch (cause) {
    throw new DefinitionError(
      'unknown-zone',
      `"${zone}" is no time zone. Write an IANA name such as "America/New_York", "Europe/Berlin" or "UTC".`,
      { cause },
    )
  }
}

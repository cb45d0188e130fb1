import { bounds } from './bounds.ts'
import { plusDay, plusMicrosecond } from './shift-time.ts'

const midnight = ' 00:00:00.000000'

/** A conformed date or timestamp as the instant it begins: what `SourceRow.from` holds. */
export function instant(time: string): string {
  return time.length === 10 ? time + midnight : time
}

/**
 * A conformed effectiveTo as the exclusive end that `SourceRow.to` holds. `inclusive: 'day'`: the whole day of it still belongs to the period;
 * `'microsecond'`: that instant does. NULL, and any time of 9999-12-31, by which sources mean "for ever", is the open end: null.
 */
export function exclusiveEnd(time: string | null, inclusive?: 'day' | 'microsecond'): string | null {
  if (time === null || time >= bounds('day').openEnd) return null
  if (inclusive === undefined) return instant(time)
  const end = inclusive === 'day' ? plusDay(time.slice(0, 10) + midnight) : plusMicrosecond(instant(time))
  return end >= bounds('day').openEnd ? null : end
}

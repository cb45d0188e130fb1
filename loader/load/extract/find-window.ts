import type { Session } from '../../engine/index.ts'
import { LoadError } from '../../errors/index.ts'
import { durationSeconds, type UnitDefinition, type WindowRefresh } from '../../model/index.ts'
import type { Kind } from '../../schema/index.ts'
import { greatestOf } from './around-query.ts'
import { boundInteger, type Period, widePeriod } from './period.ts'
import { earlier, earliestShown, localTime } from './shift-moment.ts'

/** What a load reads of its source. */
export interface Window {
  readonly period: Period
  /** The watermark if rows were read: never less than the last one. A canonical timestamp in UTC, or an integer's digits. */
  readonly readTo: string
}

/**
 * The window of this load, fixed before its query begins, on the session that reads the source (KIMBALL.md, Refresh). `kind`: of `by` in the source's
 * result. `last`: the watermark; null reads from the beginning. Null where the window is empty. Throws LoadError 'watermark-differs'.
 */
export async function findWindow(
  unit: UnitDefinition,
  window: WindowRefresh,
  session: Session,
  kind: Kind,
  last: string | null,
): Promise<Window | null> {
  const isTime = unit.source.columns[window.by]?.kind === 'timestamp'
  if (last !== null && !(isTime ? /^\d{4}-\d\d-\d\d /.test(last) : /^-?\d+$/.test(last)))
    throw otherWatermark(unit, window, last)
  return isTime ? await timeWindow(unit, window, session, last) : await integerWindow(unit, window, session, kind, last)
}

async function timeWindow(
  { source: { zone } }: UnitDefinition,
  { mode, lookback = '10 minutes', settle }: WindowRefresh,
  session: Session,
  last: string | null,
): Promise<Window | null> {
  const [row] = await session.query(session.dialect.now)
  const now = canonical(String(row?.[0]))
  const to = settle === undefined ? now : earlier(now, seconds(settle))
  const back = mode === 'append' ? 0 : seconds(lookback)
  const local = (moment: string) => (zone === undefined ? moment : localTime(moment, zone))
  const from = last === null ? String(widePeriod('timestamp').from) : earliestShown(last, to, back, zone)
  const period = { from, to: local(to) }
  return period.from < period.to ? { period, readTo: last !== null && last > to ? last : to } : null
}

async function integerWindow(
  { name, source: { sql } }: UnitDefinition,
  { by, mode, lookback = 0 }: WindowRefresh,
  session: Session,
  kind: Kind,
  last: string | null,
): Promise<Window | null> {
  if (sql === undefined || !('parts' in sql)) throw new Error(`${name} has no SQL to ask for ${by}.`)
  const wide = widePeriod(kind)
  const back = mode === 'append' ? 0n : BigInt(lookback)
  const start = last === null ? String(wide.from) : String(max(BigInt(last) - back, BigInt(wide.from)))
  const open = { from: boundInteger(start), to: wide.to }
  const [row] = await session.query(session.dialect.render(greatestOf(sql, session.dialect, by), open))
  const greatest = row?.[0]
  if (greatest === null || greatest === undefined) return null
  const to = BigInt(String(greatest)) + 1n
  const readTo = last === null ? to : max(to, BigInt(last))
  return { period: { from: open.from, to: boundInteger(String(to)) }, readTo: String(readTo) }
}

function max(one: bigint, other: bigint): bigint {
  return one > other ? one : other
}

/** Definitions are checked before they are loaded. */
function seconds(span: string | number): number {
  return durationSeconds(String(span)) ?? 0
}

/** The database's text of a time, with all six digits. */
function canonical(text: string): string {
  const [whole = '', fraction = ''] = text.replace('T', ' ').split('.')
  return `${whole}.${fraction.slice(0, 6).padEnd(6, '0')}`
}

function otherWatermark({ kind, name, source }: UnitDefinition, { by }: WindowRefresh, last: string): LoadError {
  return new LoadError(
    'watermark-differs',
    `${kind} ${name}: its source was read up to ${last}, and ${by} is ${source.columns[by]?.kind}. ` +
      `The definition goes by another column than before; read everything anew: --run_${kind}s --full-refresh --select ${name}`,
    { fields: { unit: name, watermark: last } },
  )
}

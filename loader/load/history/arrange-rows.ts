import type { Cells } from '../../schema/index.ts'
import type { HistoryRules } from './history-rules.ts'
import type { Outcome, SourceRow } from './member.ts'
import { dayIsEmpty, differing, rejection, unlike } from './rejections.ts'

/** A row that may change its member: its period in the text of the table's history columns. */
export interface ArrangedRow {
  readonly from: string
  readonly to: string
  readonly values: Cells
  readonly row: number
  /** Its place among the rows as given, where its outcome belongs. */
  readonly at: number
}

/** A row with the instant by which it is put in order. */
interface TimedRow extends ArrangedRow {
  readonly instant: string
  readonly order: Cells
}

/**
 * The rows of one member that count, at most one for each moment of the table, in time order. What becomes of the others is written into
 * `outcomes`: rejected, duplicate, superseded. No row is left when two contradict each other: then all are quarantined.
 */
export function arrangeRows(
  rows: readonly SourceRow[],
  rules: HistoryRules,
  outcomes: Outcome[],
): readonly ArrangedRow[] {
  const timed: TimedRow[] = []
  for (const [at, row] of rows.entries()) {
    const wrong = rejection(row, rules)
    if (wrong === null) timed.push(timedRow(row, at, rules))
    else outcomes[at] = wrong
  }
  // Stable: of equal rows the first read is the one that counts.
  timed.sort((a, b) => byInstant(a, b) || rules.compareOrder(a.order, b.order))
  const distinct: TimedRow[] = []
  for (const row of timed) {
    const former = distinct.at(-1)
    if (former === undefined || byInstant(former, row) !== 0 || rules.compareOrder(former.order, row.order) !== 0) {
      distinct.push(row)
      continue
    }
    const columns = differing(former, row, rules)
    if (columns.length > 0) {
      for (const { at } of timed) outcomes[at] = unlike(columns, rules)
      return []
    }
    outcomes[row.at] = 'duplicate'
  }
  return lastOfEachMoment(distinct, outcomes, rules)
}

/** Of the rows that begin at one moment of the table (a day, where it keeps days) the last wins. */
function lastOfEachMoment(rows: readonly TimedRow[], outcomes: Outcome[], rules: HistoryRules): readonly ArrangedRow[] {
  const winners: ArrangedRow[] = []
  for (const row of rows.toReversed()) {
    if (winners.at(-1)?.from === row.from) outcomes[row.at] = 'superseded'
    else if (row.to <= row.from) outcomes[row.at] = dayIsEmpty(row.from, rules)
    else winners.push(row)
  }
  return winners.reverse()
}

/** A row in the text of the table's history columns. */
export function timedRow(row: SourceRow, at: number, rules: HistoryRules): TimedRow {
  const instant = rules.effectiveFrom === null ? rules.executionTime : (row.from ?? rules.executionTime)
  const { values, order } = row
  const { beginning, openEnd } = rules.bounds
  // A table without history has one moment: all of time.
  if (rules.history === null) return { from: beginning, to: openEnd, values, row: row.row, at, instant, order }
  const moment = (time: string) => (rules.history === 'day' ? time.slice(0, 10) : time)
  const to = rules.effectiveTo === null || row.to === null ? openEnd : moment(row.to)
  return { from: moment(instant), to, values, row: row.row, at, instant, order }
}

function byInstant(a: TimedRow, b: TimedRow): number {
  return a.instant < b.instant ? -1 : a.instant > b.instant ? 1 : 0
}

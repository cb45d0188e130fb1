import type { Cells } from '../../schema/index.ts'
import { bounds } from './bounds.ts'
import type { HistoryRules, TimeColumn } from './history-rules.ts'
import type { Rejection, SourceRow } from './member.ts'

/** Why a row's dates keep it out, whatever the member's other rows are; null: they do not. */
export function rejection(row: SourceRow, rules: HistoryRules): Rejection | null {
  const { effectiveFrom, effectiveTo, executionTime } = rules
  const { beginning, openEnd } = bounds('microsecond')
  if (effectiveFrom !== null) {
    const { name } = effectiveFrom
    if (row.from === null) {
      const message = `${name} is NULL, so no version can begin. Give the row a date in the source, or leave effectiveFrom out.`
      return { reason: 'null-date', message }
    }
    if (row.from < beginning) {
      const message = `${shown(effectiveFrom, row.from)} lies before ${beginning}, where the warehouse's time begins. Correct it in the source.`
      return { reason: 'type', message }
    }
    if (row.from > rules.lastStart) {
      const message = `${shown(effectiveFrom, row.from)} lies more than a day after the execution time ${executionTime}. Correct it in the source, or set future: 'accept'.`
      return { reason: 'future', message }
    }
  }
  if (rules.history === null) return null
  const from = effectiveFrom === null ? executionTime : (row.from ?? executionTime)
  const to = effectiveTo === null ? openEnd : (row.to ?? openEnd)
  if (to > from) return null
  const start = effectiveFrom === null ? `the execution time ${executionTime}` : shown(effectiveFrom, from)
  const end = effectiveTo === null || row.to === null ? 'the end of time' : shown(effectiveTo, to, 'exclusive')
  return {
    reason: 'empty-period',
    message: `The period is empty: ${end} is not after ${start}. Correct it in the source${effectiveFrom === null ? ', or declare effectiveFrom' : ''}.`,
  }
}

/** A row that ends on the day on which it begins, in a table that keeps days, without a later row on that day to take its place. */
export function dayIsEmpty(day: string, rules: HistoryRules): Rejection {
  const on = rules.effectiveFrom?.masked === true ? '' : ` (${day})`
  const message = `The period begins and ends on the same day${on}, and the table keeps one version a day. Correct it in the source, or use history() instead of history('day').`
  return { reason: 'empty-period', message }
}

/** The columns in which two rows of the same date and order differ. */
export function differing(
  a: { readonly values: Cells; readonly to: string },
  b: { readonly values: Cells; readonly to: string },
  rules: HistoryRules,
): readonly string[] {
  const names = rules.attributes.filter((_, at) => a.values[at] !== b.values[at]).map(({ name }) => name)
  return a.to === b.to || rules.effectiveTo === null ? names : [...names, rules.effectiveTo.name]
}

/** The quarantine of a member whose rows contradict each other. */
export function unlike(columns: readonly string[], rules: HistoryRules): Rejection {
  const equal = [...(rules.effectiveFrom === null ? [] : [rules.effectiveFrom]), ...rules.order].map(({ name }) => name)
  const message =
    `Two rows of this member${equal.length > 0 ? ` are equal in ${equal.join(', ')} but` : ''} differ in ${columns.join(', ')}, ` +
    'so none of its rows was loaded. Correct the source, or name in `order` a column that tells which is the last.'
  return { reason: 'duplicate', message }
}

function shown(column: TimeColumn, value: string, note?: string): string {
  const told = [...(column.masked === true ? [] : [value]), ...(note === undefined ? [] : [note])]
  return told.length > 0 ? `${column.name} (${told.join(', ')})` : column.name
}

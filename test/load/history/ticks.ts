import { bounds } from '../../../loader/load/history/bounds.ts'
import type { OracleRules } from './oracle-shapes.ts'
import { BEGINNING, FOREVER } from './strip.ts'

// Times are ticks, three a day, so that days hold several rows and instants often meet; `tick + 3` is a day later to the microsecond.
const clocks = ['00:00:00.000000', '12:00:00.000001', '12:00:00.000002']
const leapDays = ['2024-02-26', '2024-02-27', '2024-02-28', '2024-02-29']
const days = [...leapDays, '2024-03-01', '2024-03-02', '2024-03-03', '2024-03-04', '2024-03-05']
export const instantOf = (tick: number): string => `${days[Math.floor(tick / 3)]} ${clocks[tick % 3]}`

/** The place of a tick or day of the oracle in the warehouse's text. */
export function warehouseTime(cell: number, history: OracleRules['history'], side: 'from' | 'to'): string {
  const { beginning, openEnd } = bounds(history)
  if (history === null) return side === 'from' ? beginning : openEnd
  if (cell === BEGINNING) return beginning
  if (cell === FOREVER) return openEnd
  return history === 'day' ? (days[cell] ?? '') : instantOf(cell)
}

import type { Kind } from '../../schema/index.ts'

/** What `period.from` and `period.to` are bound to: `[from, to)`; times as the source writes them. */
export interface Period {
  readonly from: string | number
  readonly to: string | number
}

const widest: Readonly<Partial<Record<Kind, Period>>> = {
  integer: { from: -2_147_483_648, to: 2_147_483_647 },
  bigint: { from: '-9223372036854775808', to: '9223372036854775807' },
  timestamp: { from: '1000-01-01 00:00:00.000000', to: '9999-12-31 23:59:59.999999' },
}

/** A period that leaves nothing out, for a column of that kind. */
export function widePeriod(kind: Kind): Period {
  const period = widest[kind]
  if (period === undefined) throw new Error(`A ${kind} has no window.`)
  return period
}

/** An integer's digits as they are bound: a number where one holds it exactly, so that no engine compares it as text or in floating point. */
export function boundInteger(digits: string): string | number {
  return Number.isSafeInteger(Number(digits)) ? Number(digits) : digits
}

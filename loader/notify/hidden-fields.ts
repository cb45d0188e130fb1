import { cut } from './plain-text.ts'
import type { Teller } from './teller.ts'

/** Plain JSON with the passwords hidden in each of its texts, and each text cut. */
export function hiddenFields(value: unknown, teller: Teller, longest: number): unknown {
  if (typeof value === 'string') return cut(teller.hide(value), longest, teller.log)
  if (Array.isArray(value)) return value.map((each) => hiddenFields(each, teller, longest))
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).map(([name, each]) => [teller.hide(name), hiddenFields(each, teller, longest)])
  return Object.fromEntries(fields) as object
}

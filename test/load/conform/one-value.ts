import { expect, it } from 'vitest'
import { compileConform } from '../../../loader/load/conform/compile-conform.ts'
import type { Limits } from '../../../loader/load/conform/converter.ts'
import type { Cell, ColumnShape } from '../../../loader/schema/index.ts'

/** An engine that holds everything, and one that holds least. */
export const wide: Limits = { nulInText: true, wideTime: true, nonFiniteDoubles: true }
export const narrow: Limits = { nulInText: false, wideTime: false, nonFiniteDoubles: false }

/** What a value that does not fit comes to. */
export const reject = Symbol('reject')

export type OneValue = (value: unknown) => Cell | typeof reject

/** Conform of a row of one column that may be NULL. */
export function oneValue(column: ColumnShape, limits: Limits = narrow, zone?: string): OneValue {
  const target = { name: 'c', column: { ...column, nullable: true } }
  const conform = compileConform([{ at: 0, target }], limits, zone)
  return (value) => {
    const cells: Cell[] = []
    const unfit = conform([value], cells)
    if (unfit === null) return cells[0] as Cell
    expect(unfit.reason).toBe('type')
    return reject
  }
}

/** One test a line: input → canonical cell or `reject`; what is accepted is canonical, so conforming it again changes nothing. */
export function drawn(
  conform: OneValue,
  lines: readonly (readonly [input: unknown, expected: Cell | typeof reject])[],
): void {
  it.each(lines.map(([input, expected]) => [show(input), show(expected), input, expected] as const))(
    '%s → %s',
    (_, __, input, expected) => {
      expect(conform(input)).toBe(expected)
      if (expected !== reject) expect(conform(expected)).toBe(expected)
    },
  )
}

function show(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  if (typeof value === 'object' && value !== null) return Object.prototype.toString.call(value)
  return Object.is(value, -0) ? '-0' : String(value)
}

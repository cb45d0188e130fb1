import { describe, expect, test } from 'vitest'
import { units, warehouse } from '../../loader/index.ts'
import type { WarehouseShape } from '../../loader/model/index.ts'
import { brand, day, productSale, school, schools } from '../typing/star.ts'

describe('units and warehouse', () => {
  const options = {
    sources: { marketplace: 'duckdb:./m.duckdb' },
    warehouse: 'duckdb:./w.duckdb',
    dimensions: units({ day, school, brand }, { school: { active: false } }),
    facts: units({ productSale }),
  }
  const config: WarehouseShape = warehouse(options)

  test('a module of units', () => {
    expect(config.dimensions).toStrictEqual({ units: [day, school, brand], toggles: { school: { active: false } } })
    expect(config.facts).toStrictEqual({ units: [productSale], toggles: {} })
  })

  test('defaults of the log and of rejects', () => {
    expect(config.log).toStrictEqual({ directory: './etl-log', level: 'info', keep: '90 days' })
    expect(config.rejects).toStrictEqual({ warn: 0.01, fail: 0.1 })
  })

  test('refuses what is no unit and what is no option', () => {
    const untyped = { units, warehouse } as unknown as Readonly<Record<string, (options: object) => unknown>>
    expect(() => untyped['units']?.({ day, schools })).toThrow(/^units\(\): schools is no dimension and no fact\./)
    expect(() => untyped['units']?.({ nothing: null })).toThrow(/^units\(\): nothing is no dimension and no fact\./)
    expect(() => untyped['warehouse']?.({ ...options, post: {} })).toThrow(/^warehouse: there is no option post\./)
    expect(() => untyped['warehouse']?.({ ...options, log: { folder: '.' } })).toThrow(
      /^warehouse, log: there is no option folder\. There are directory, level, keep\.$/,
    )
  })
})

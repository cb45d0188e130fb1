import type { Cells } from '../../loader/schema/index.ts'
import { random } from './random.ts'
import { sourceTable } from './source-table.ts'
import { categories, cities, pick } from './words.ts'

export const products = sourceTable(
  'products',
  { id: 'INT', sku: 'VARCHAR(20)', name: 'VARCHAR(80)', category: 'VARCHAR(30)' },
  ['id'],
)

export const stores = sourceTable(
  'stores',
  { id: 'INT', code: 'VARCHAR(20)', name: 'VARCHAR(60)', city: 'VARCHAR(60)', region: 'VARCHAR(30)' },
  ['id'],
)

export function* productRows(count: number): Generator<Cells, void, undefined> {
  for (let id = 1; id <= count; id++) {
    const category = categories[id % categories.length] ?? ''
    yield [id, sku(id), `${category} item ${id}`, category]
  }
}

export function* storeRows(count: number): Generator<Cells, void, undefined> {
  const next = random(7)
  for (let id = 1; id <= count; id++)
    yield [id, storeCode(id), `Store ${id}`, pick(cities, next()), `region ${id % 12}`]
}

export function sku(id: number): string {
  return `SKU-${String(id).padStart(6, '0')}`
}

export function storeCode(id: number): string {
  return `S-${String(id).padStart(4, '0')}`
}

/** Cents. */
export function prices(count: number): readonly number[] {
  const next = random(11)
  return Array.from({ length: count + 1 }, () => 50 + Math.floor(next() ** 3 * 50_000))
}

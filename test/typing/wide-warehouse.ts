/** Text of a warehouse as wide as real ones are: dimensions of 25 columns with history, facts of 8 roles and 8 measures. */
export function wideWarehouse(loader: string, dimensions: number, facts: number): string {
  const parts = [`import * as t from '${loader}'`]
  for (let d = 0; d < dimensions; d++) parts.push(dimension(d))
  for (let f = 0; f < facts; f++) parts.push(fact(f, dimensions))
  const list = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name}${at}`).join(', ')
  parts.push(`export default t.warehouse({
  sources: { shop: 'duckdb:./shop.duckdb' },
  warehouse: 'duckdb:./warehouse.duckdb',
  dimensions: t.units({ ${list('dimension', dimensions)} }, { dimension_0: { active: false } }),
  facts: t.units({ ${list('fact', facts)} }),
})`)
  return parts.join('\n\n')
}

const kinds = ['t.integer()', 't.varchar(75)', 't.nullable(t.varchar(75))', 't.date()', 't.decimal(12, 2)']

function dimension(d: number): string {
  const attributes = Array.from({ length: 18 }, (_, at) => `attribute_${at}: ${kinds[at % kinds.length]}`).join(', ')
  const rules = Array.from({ length: 18 }, (_, at) => `attribute_${at}: 'type${at % 2 === 0 ? 2 : 1}'`).join(', ')
  return `export const table${d} = t.table('dim_${d}', { key_${d}: t.key(), id_${d}: t.natural(t.integer()), ${attributes}, ...t.history(), ...t.audit() })
export const source${d} = t.source({ from: 'shop', columns: { id_${d}: t.integer(), ${attributes}, updated_at: t.timestamp() }, sql: t.sql\`SELECT 1\` })
export const dimension${d} = t.dimension({ name: 'dimension_${d}', table: table${d}, source: source${d}, attributes: { ${rules} }, effectiveFrom: 'updated_at', unknown: { attribute_1: '-' } })`
}

function fact(f: number, dimensions: number): string {
  const roles = Array.from({ length: 8 }, (_, role) => ({ role, of: (f + role) % dimensions }))
  const references = roles.map(({ role, of }) => `role_${role}: t.reference(table${of})`).join(', ')
  const keys = roles.map(({ role }) => `who_${role}: t.nullable(t.integer())`).join(', ')
  const lookups = roles
    .map(({ role, of }) => `role_${role}: { dimension: dimension${of}, on: { id_${of}: 'who_${role}' }, asOf: 'at' }`)
    .join(', ')
  const measures = (word: string) =>
    Array.from({ length: 8 }, (_, at) => `measure_${at}: ${word}(t.decimal(12, 2))`).join(', ')
  return `export const factTable${f} = t.table('fact_${f}', { ${references}, no: t.degenerate(t.integer()), ${measures('t.measure')}, ...t.audit() }, { grain: ['no'] })
export const rows${f} = t.source({ from: 'shop', columns: { no_${f}: t.integer(), at: t.timestamp(), ${keys}, ${measures('')} }, sql: t.sql\`SELECT 1\`, derive: (row) => ({ day: t.localDate(row.at, 'UTC') }) })
export const fact${f} = t.fact({ name: 'fact_${f}', table: factTable${f}, source: rows${f}, from: { no: 'no_${f}' }, lookups: { ${lookups} } })`
}

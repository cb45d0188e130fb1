import { expect, it } from 'vitest'
import { whyByMember } from '../../../loader/load/in-engine/plain-dimension.ts'
import { type HowToLoad, whyByRows } from '../../../loader/load/in-engine/why-by-rows.ts'
import type { DimensionShape, FactShape, SourceShape } from '../../../loader/model/index.ts'
import { degenerate, integer } from '../../../loader/schema/index.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from '../world/shapes.ts'

const query = drawSource('sale', { no: integer() })
const sale = (source: SourceShape, options: Partial<FactShape> = {}) =>
  drawFact('sale', { columns: { no: degenerate(integer()) }, grain: ['no'], source, ...options })

const facts: readonly (readonly [why: string | null, fact: FactShape, how: HowToLoad])[] = [
  [null, sale(query), {}],
  ['somebody wants it so', sale(query), { byRows: true }],
  ['they come from no query', sale({ from: '', columns: query.columns, rows: () => [] }), {}],
  ['derive sees each row', sale({ ...query, derive: (row) => row }), {}],
  ['local times become UTC', sale({ ...query, zone: 'Europe/Vienna' }), {}],
  ['an interrupted load goes on after the last key', sale({ ...query, partition: ['no'] }), {}],
  ['they are read by windows', sale(query, { refresh: { mode: 'append', by: 'no' } }), {}],
  ['they are put in order', sale(query, { order: ['no'] }), {}],
  ['every nth is read', sale(query), { sample: 2 }],
  ['somebody says how many commit together', sale(query), { batchRows: 3 }],
]
it.each(facts)('rows travel: %s', (why, fact, how) => {
  expect(whyByRows(fact, how)).toBe(why)
})

const dimensions: readonly (readonly [why: string | null, options: Partial<DimensionShape>])[] = [
  [null, {}],
  ['the source gives the key', { smartKey: 'id' }],
  [
    'it refers to another dimension',
    { lookups: { place_key: { ...drawLookup(drawDimension('place'), {}), change: 'type1' } } },
  ],
  ['the source ends versions', { effectiveTo: { column: 'until' } }],
  ['members may be gone', { deletes: 'close' }],
]
it.each(dimensions)('rows of a dimension travel: %s', (why, options) => {
  expect(whyByMember({ ...drawDimension('member'), ...options })).toBe(why)
})

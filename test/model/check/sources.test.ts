import { describe, expect, test } from 'vitest'
import { period, type SourceShape, sql } from '../../../loader/model/index.ts'
import { degenerate, double, integer, masked, nullable } from '../../../loader/schema/index.ts'
import { asSale, findings, type Parts, sale, sourceOf } from './star.ts'

describe('sources', () => {
  const source = (change: Partial<SourceShape>) => asSale({ source: sourceOf(sale, change) })
  test.each<[string, Parts, string]>([
    [
      'a connection that config does not name',
      source({ from: 'market' }),
      "fact sale reads from market, and config's sources name shop.",
    ],
    [
      'a connection named as objects have it',
      source({ from: 'constructor' }),
      "fact sale reads from constructor, and config's sources name shop.",
    ],
    [
      'period where everything is read',
      source({ sql: sql`SELECT 1 WHERE at >= ${period.from}` }),
      'fact sale: its SQL asks for period, and the source is read whole. Leave period out.',
    ],
    ['no zone', source({ zone: 'Mars/Olympus' }), 'fact sale: "Mars/Olympus" is no time zone such as Europe/Berlin.'],
    [
      'columns that differ by case',
      source({ columns: { ...sale.source.columns, NO: integer() } }),
      'fact sale: source column NO differs from another by its case alone.',
    ],
    ['order by no column', asSale({ order: ['rank'] }), 'fact sale: order names rank, which the source does not have.'],
    [
      'partition by no column',
      source({ partition: ['rank'] }),
      'fact sale: partition names rank, which the source does not have.',
    ],
    [
      'partition that may be NULL',
      source({ partition: ['no'], columns: { ...sale.source.columns, no: nullable(integer()) } }),
      'fact sale: partition names no, which may be NULL.',
    ],
    [
      'partition of nothing',
      source({ partition: [] }),
      'fact sale: partition names no column. Name some, or leave it out.',
    ],
    ['partition by one column twice', source({ partition: ['no', 'no'] }), 'fact sale: partition names no twice.'],
    [
      'partition by what cannot be compared exactly',
      source({ partition: ['no'], columns: { ...sale.source.columns, no: double() } }),
      'fact sale: partition names no, which is double. It must be one of integer, bigint, decimal, varchar, text, date, timestamp.',
    ],
    [
      'partition by what is masked',
      source({ partition: ['no'], columns: { ...sale.source.columns, no: masked(integer()) } }),
      'fact sale: partition names no, which is masked, and its values would stand in the run log.',
    ],
    [
      'partition by what feeds a masked column',
      asSale({
        source: sourceOf(sale, { partition: ['no'] }),
        table: { ...sale.table, columns: { ...sale.table.columns, no: degenerate(masked(integer())) } },
      }),
      'fact sale: partition names no, which is masked, and its values would stand in the run log.',
    ],
    [
      'partition of a query that is not known as text',
      source({ partition: ['no'], sql: { toSQL: () => ({ toNative: () => ({ sql: 'SELECT 1', bindings: [] }) }) } }),
      'fact sale: its source has partition, which reads the query as a table. Write it as sql`…`.',
    ],
    [
      'partition of rows of the definition',
      asSale({ source: { from: '', columns: sale.source.columns, rows: () => [], partition: ['no'] } }),
      'fact sale: its source has partition and no SQL, which alone can be read from a key on. Leave partition out.',
    ],
    [
      'rejects that are no shares',
      asSale({ rejects: { warn: 5, fail: 10 } }),
      'fact sale: rejects are shares of the rows read, 0 ≤ warn ≤ fail ≤ 1, and not 5 and 10.',
    ],
    [
      'rejects that fail before they warn',
      asSale({ rejects: { warn: 0.2, fail: 0.1 } }),
      'fact sale: rejects are shares of the rows read, 0 ≤ warn ≤ fail ≤ 1, and not 0.2 and 0.1.',
    ],
    [
      'neither SQL nor rows',
      asSale({ source: { from: 'shop', columns: sale.source.columns } }),
      'fact sale: its source needs one of sql, files and rows.',
    ],
  ])('%s', (_, parts, sentence) => {
    expect(findings(parts)).toContain(sentence)
  })

  test('what derive may add is not missing', () => {
    const derived = sourceOf(sale, { derive: () => ({}), columns: { no: integer() } })
    expect(findings(asSale({ source: derived, order: ['rank'] }))).toEqual([])
  })
})

import { describe, expect, test } from 'vitest'
import type { EngineLimits, FactShape } from '../../../loader/model/index.ts'
import { type Columns, decimal, degenerate, integer, natural, text, varchar } from '../../../loader/schema/index.ts'
import {
  brand,
  findings,
  mysql,
  named,
  type Parts,
  sale,
  saleFact,
  school,
  sourceOf,
  wide,
  withColumns,
} from './star.ts'

describe('limits of the engine', () => {
  const duckdb: EngineLimits = {
    identifier: { limit: 255, unit: 'characters' },
    decimalPrecision: 38,
    indexBytes: null,
    varcharLength: 2 ** 31 - 1,
  }
  const postgres: EngineLimits = { ...mysql, identifier: { limit: 63, unit: 'bytes' }, indexBytes: null }
  const called = (name: string, limits: EngineLimits): Parts => ({ ...named(name), limits })
  const columns = (more: Columns, limits: EngineLimits): Parts => ({
    dimensions: [
      {
        ...school,
        table: { ...wide, columns: { ...wide.columns, ...more } },
        source: sourceOf(school, { derive: () => ({}) }),
        attributes: {
          ...school.attributes,
          ...Object.fromEntries(
            Object.entries(more).flatMap(([name, { purpose }]) =>
              purpose === 'attribute'
                ? [[name, { from: `derived_${name}`, change: 'type1' as const, overwrite: 'all' as const }]]
                : [],
            ),
          ),
        },
        natural: {
          id: 'id',
          ...Object.fromEntries(
            Object.entries(more).flatMap(([name, { purpose }]) => (purpose === 'natural' ? [[name, `d_${name}`]] : [])),
          ),
        },
      },
      brand,
    ],
    limits,
  })
  const long = 'c'.repeat(65)

  test.each<[string, Parts, readonly string[]]>([
    ['a table whose shadow just fits', called('t'.repeat(41), mysql), []],
    [
      'a table whose shadow does not',
      called('t'.repeat(42), mysql),
      [
        `dimension school: table ${'t'.repeat(42)} has a name of 42 characters; while it is loaded 23 more follow, and this engine takes 64. Shorten it.`,
      ],
    ],
    ['bytes count', called('ä'.repeat(20), postgres), []],
    [
      'bytes count',
      called('ä'.repeat(21), postgres),
      [
        `dimension school: table ${'ä'.repeat(21)} has a name of 42 bytes; while it is loaded 23 more follow, and this engine takes 63. Shorten it.`,
      ],
    ],
    [
      'a column',
      columns({ [long]: integer() }, mysql),
      [`dimension school: column ${long} of wide_dim has a name of 65 characters; this engine takes 64.`],
    ],
    ['a column elsewhere', columns({ [long]: integer() }, duckdb), []],
    ['decimal(38) on DuckDB', columns({ d: decimal(38, 10) }, duckdb), []],
    [
      'decimal(39) on DuckDB',
      columns({ d: decimal(39, 10) }, duckdb),
      ["dimension school: d of wide_dim has 39 digits; this engine's decimals have 38."],
    ],
    ['decimal(65) on MySQL', columns({ d: decimal(65, 30) }, mysql), []],
    [
      'varchar(16384) on MySQL',
      columns({ v: varchar(16_384) }, mysql),
      ["dimension school: v of wide_dim is varchar(16384); this engine's longest is 16383. Say text()."],
    ],
    // id 4 bytes, valid_from 8.
    ['a natural key that just fits', columns({ v: natural(varchar(765)) }, mysql), []],
    [
      'a natural key that does not',
      columns({ v: natural(varchar(766)) }, mysql),
      [
        "dimension school: the natural key of wide_dim (id, v, valid_from) takes 3076 bytes; this engine's keys take 3072.",
      ],
    ],
    [
      'a natural key of text',
      columns({ v: natural(text()) }, mysql),
      [
        'dimension school: the natural key of wide_dim holds v, text without a length, which this engine cannot index. Say varchar(…).',
      ],
    ],
    ['a natural key of text where there are no indexes', columns({ v: natural(text()) }, duckdb), []],
  ])('%s', (_, parts, sentences) => {
    expect(findings(parts)).toEqual(sentences)
  })

  test('grain and secondary indexes', () => {
    const codes = { ...saleFact.columns, code: degenerate(varchar(800)) }
    const source = withColumns(sale, { code: varchar(800) })
    const fact = { ...sale, source, from: { ...sale.from, code: 'code' } }
    const keyed = (change: Partial<FactShape['table']>) =>
      findings({ facts: [{ ...fact, table: { ...saleFact, columns: codes, ...change } }] })
    expect(keyed({})).toEqual([])
    expect(keyed({ grain: ['no', 'code'] })).toEqual([
      "fact sale: the grain of sale_fact (no, code) takes 3204 bytes; this engine's keys take 3072.",
    ])
    expect(keyed({ indexes: [['code']] })).toEqual([
      "fact sale: the index of sale_fact (code) takes 3200 bytes; this engine's keys take 3072.",
    ])
  })
})

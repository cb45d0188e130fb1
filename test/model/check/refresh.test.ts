import { describe, expect, it, test } from 'vitest'
import {
  append,
  csv,
  full,
  incremental,
  period,
  type SourceShape,
  sql,
  type WindowRefresh,
} from '../../../loader/model/index.ts'
import { bigint, double, folded, integer, nullable, timestamp, varchar } from '../../../loader/schema/index.ts'
import { asSale, asSchool, findings, sale, school, sourceOf } from './star.ts'

const windowed = (refresh: Partial<WindowRefresh>, source: Partial<SourceShape> = {}, lookups = sale.lookups) =>
  asSale({
    refresh: { mode: 'incremental', by: 'at', ...refresh },
    source: sourceOf(sale, { sql: sql`SELECT 1 WHERE at >= ${period.from} AND at < ${period.to}`, ...source }),
    lookups,
  })
const columns = sale.source.columns
const rejecting = Object.fromEntries(
  Object.entries(sale.lookups).map(([role, lookup]) => [role, { ...lookup, missing: 'reject' as const }]),
)

describe('facts that go by windows', () => {
  test.each<[string, ReturnType<typeof windowed>]>([
    ['by a time', windowed({})],
    ['by a time, with its spans', windowed({ lookback: '2 days', settle: '1 second' })],
    ['by an integer, with its span', windowed({ by: 'no', lookback: 0 })],
    ['by a bigint', windowed({ by: 'no', mode: 'append' }, { columns: { ...columns, no: integer(), big: bigint() } })],
    ['a fact whose lookups reject', windowed({}, {}, rejecting)],
  ])('%s: nothing to find', (_, parts) => {
    expect(findings(parts)).toEqual([])
  })

  const sentence = (text: string) => [expect.stringContaining(text)]
  test.each<[string, ReturnType<typeof windowed>, unknown]>([
    [
      'without period',
      windowed({}, { sql: sql`SELECT 1` }),
      sentence('fact sale, incremental: its SQL does not use period.from and period.to, so each load'),
    ],
    ['without its end', windowed({}, { sql: sql`SELECT ${period.from}` }), sentence('does not use period.to, so')],
    [
      'a query builder',
      windowed({}, { sql: { toSQL: () => ({ toNative: () => ({ sql: 'SELECT 1', bindings: [] }) }) } }),
      sentence('does not use period.from and period.to'),
    ],
    [
      'by what is not there',
      windowed({ by: 'changed' }),
      ["fact sale, incremental: by names changed, which the source's columns do not declare."],
    ],
    [
      'by what derive adds',
      windowed({ by: 'changed' }, { derive: () => ({ changed: '2024-01-01 00:00:00' }) }),
      ["fact sale, incremental: by names changed, which the source's columns do not declare."],
    ],
    [
      'by what may be NULL',
      windowed({}, { columns: { ...columns, at: nullable(timestamp()) } }),
      ['fact sale, incremental: by names at, which may be NULL: such a row would never be read.'],
    ],
    [
      'by a date',
      windowed({ by: 'on', mode: 'append' }),
      ['fact sale, append: by names on, which is date. It must be a timestamp, integer or bigint.'],
    ],
    [
      'a lookback of numbers on a time',
      windowed({ lookback: 5 }),
      ["fact sale, incremental: at is timestamp, so lookback is a duration such as '10 minutes', and not 5."],
    ],
    [
      'a lookback of time on numbers',
      windowed({ by: 'no', lookback: '5 days' }),
      ['fact sale, incremental: no is integer, so lookback is a whole number, and not "5 days".'],
    ],
    [
      'numbers do not settle',
      windowed({ by: 'no', settle: '5 days' }),
      ['fact sale, incremental: no is integer, and settle is for times alone. Leave it out.'],
    ],
    [
      'a grain that no SQL finds again',
      windowed({}, { columns: { ...columns, no: double() } }),
      expect.arrayContaining([expect.stringContaining('the grain comes from no, which is double: no SQL finds it')]),
    ],
    [
      'a grain that the declaration changes',
      windowed({ by: 'at' }, { columns: { ...columns, no: folded(varchar(9)) } }),
      expect.arrayContaining([
        expect.stringContaining("the grain comes from no, whose values the source's declaration"),
      ]),
    ],
  ])('%s', (_, parts, expected) => {
    expect(findings(parts)).toEqual(expected)
  })

  it('a grain that derive adds, unless nothing is to be mended', () => {
    const { no: _, ...others } = columns
    const derive = () => ({ no: 1 })
    expect(findings(windowed({}, { columns: others, derive }))).toEqual([
      expect.stringContaining(
        'fact sale, incremental: the grain comes from no, which derive adds. Let the SQL give it.',
      ),
    ])
    expect(findings(windowed({}, { columns: others, derive }, rejecting))).toEqual([])
    expect(findings(windowed({ mode: 'append' }, { columns: others, derive }))).toEqual([])
  })

  it('a rebuilt fact that asks for period is still told so', () => {
    expect(findings(asSale({ source: sourceOf(sale, { sql: sql`SELECT ${period.from}` }) }))).toEqual([
      'fact sale: its SQL asks for period, and the source is read whole. Leave period out.',
    ])
  })
})

describe('dimensions that go by windows', () => {
  const read = (
    given: Partial<WindowRefresh>,
    source: Partial<SourceShape> = {},
    deletes: 'ignore' | 'close' = 'ignore',
  ) =>
    asSchool({
      read: { mode: 'incremental', by: 'at', ...given },
      source: sourceOf(school, { sql: sql`SELECT 1 WHERE at >= ${period.from} AND at < ${period.to}`, ...source }),
      deletes,
    })

  it('by a time, by a number', () => {
    expect(findings(read({ lookback: '2 days', settle: '1 second' }))).toEqual([])
    expect(findings(read({ by: 'id', lookback: 3 }))).toEqual([])
  })

  test.each<[string, ReturnType<typeof read>, string]>([
    [
      'without period',
      read({}, { sql: sql`SELECT 1` }),
      'dimension school, incremental: its SQL does not use period.from and period.to, so each load',
    ],
    ['without its end', read({}, { sql: sql`SELECT ${period.from}` }), 'does not use period.to, so'],
    ['by a date', read({ by: 'on' }), 'dimension school, incremental: by names on, which is date.'],
    ['appended', read({ mode: 'append' }), 'dimension school: read is append, and there are full and incremental('],
    [
      'deletes',
      read({}, {}, 'close'),
      'dimension school, incremental: deletes is close, and who is not in a window is not gone.',
    ],
    [
      'read whole, but asking for a period',
      asSchool({ source: sourceOf(school, { sql: sql`SELECT ${period.from}` }) }),
      'dimension school: its SQL asks for period, and the source is read whole. Leave period out.',
    ],
    [
      'said to be read whole, but asking for a period',
      asSchool({ read: full, source: sourceOf(school, { sql: sql`SELECT ${period.from}` }) }),
      'dimension school: its SQL asks for period, and the source is read whole. Leave period out.',
    ],
  ])('%s', (_, parts, sentence) => {
    expect(findings(parts)).toEqual([expect.stringContaining(sentence)])
  })

  it('files and rows are read whole', () => {
    const { sql: _, ...source } = school.source
    for (const [given, what] of [
      [{ files: csv('x.csv') }, 'files, which are read whole. Leave read out.'],
      [{ rows: () => [] }, 'rows of the definition, which are read whole. Leave read out.'],
    ] as const)
      expect(findings(asSchool({ read: { mode: 'incremental', by: 'at' }, source: { ...source, ...given } }))).toEqual([
        expect.stringContaining(`dimension school, incremental: its source is ${what}`),
      ])
  })
})

describe('incremental() and append()', () => {
  it('keep what they are given', () => {
    expect(incremental({ by: 'at', lookback: '1 hour', settle: '30 seconds' })).toEqual({
      mode: 'incremental',
      by: 'at',
      lookback: '1 hour',
      settle: '30 seconds',
    })
    expect(append({ by: 'no' })).toEqual({ mode: 'append', by: 'no' })
    expect(Object.isFrozen(append({ by: 'no' }))).toBe(true)
  })

  test.each<[() => unknown, string]>([
    [() => incremental({ by: 'at', lookback: -1 }), 'incremental(): lookback is -1'],
    [() => incremental({ by: 'at', lookback: 1.5 }), 'incremental(): lookback is 1.5'],
    [() => incremental({ by: 'at', lookback: '1.5 hours' }), 'incremental(): lookback is "1.5 hours"'],
    [() => incremental({ by: 'at', settle: '-1 hours' }), 'incremental(): settle is "-1 hours"'],
    [() => append({ by: 'at', lookback: 1 } as { by: string }), 'append(): there is no option lookback.'],
    [() => incremental({} as { by: string }), 'incremental(): by must name a column'],
  ])('%s', (make, sentence) => {
    expect(make).toThrow(expect.objectContaining({ code: 'bad-option', message: expect.stringContaining(sentence) }))
  })
})

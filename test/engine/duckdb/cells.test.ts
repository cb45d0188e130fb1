import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { openEngine, type Session } from '../../../loader/engine/index.ts'
import type { Cell, Cells, NamedColumn } from '../../../loader/schema/index.ts'
import { column, make } from '../conformance/stand.ts'
import { memorySession } from './memory-session.ts'

/** Random cells of one column, in chunks of every size, go in as memory and are compared by DuckDB itself and as they come out. */
async function thereAndBack(named: NamedColumn, cells: readonly Cell[], sameText: string): Promise<void> {
  await using here = await memorySession()
  const { session } = here
  const columns = [column('n', 'integer'), named, column('told', 'text')]
  const rows: Cells[] = cells.map((cell, n) => [n, cell, cell === null ? null : String(cell)])
  await make(session, 't', columns)
  const { loaded } = await session.bulkLoad({ table: 't', columns }, inPieces(rows))
  expect(loaded).toBe(rows.length)
  expect(await session.query('SELECT n, x, told FROM t ORDER BY n')).toEqual(rows)
  expect(await differing(session, sameText)).toEqual([])
}

/** Rows whose value, printed or cast by DuckDB, is not the text that was sent. */
function differing(session: Session, sameText: string) {
  return session.query(`SELECT n, told, ${sameText} FROM t WHERE ${sameText} IS DISTINCT FROM told LIMIT 3`)
}

function* inPieces(rows: readonly Cells[]): Generator<readonly Cells[]> {
  for (let from = 0, size = 1; from < rows.length; from += size, size = (size * 3) % 5000)
    yield rows.slice(from, from + size)
}

const pad = (value: number | bigint, digits: number) => String(value).padStart(digits, '0')

/** Uniform, and besides near the powers of ten and two where representations change. */
function integers(most: bigint): fc.Arbitrary<bigint> {
  const edges = Array.from({ length: 127 }, (_, bit) => 1n << BigInt(bit)).concat(
    Array.from({ length: 38 }, (_, zeros) => 10n ** BigInt(zeros)),
  )
  const near = fc
    .tuple(fc.constantFrom(...edges), fc.bigInt(-3n, 3n), fc.boolean())
    .map(([edge, by, negative]) => (negative ? -(edge + by) : edge + by))
    .filter((value) => value >= -most && value <= most)
  return fc.oneof(near, fc.bigInt(-most, most))
}

const days = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T00:00:00Z'),
  noInvalidDate: true,
})
const day = days.map((date) => date.toISOString().slice(0, 10))
const time = fc
  .tuple(fc.integer({ min: 0, max: 86_399 }), fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 999_999 })))
  .map(([second, micro]) => {
    const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60]
      .map((part) => pad(part, 2))
      .join(':')
    return `${clock}.${pad(micro, 6)}`
  })

function decimals(precision: number, scale: number): fc.Arbitrary<string> {
  return integers(10n ** BigInt(precision) - 1n).map((value) => {
    const digits = pad(value < 0n ? -value : value, scale + 1)
    const point = digits.length - scale
    return `${value < 0n ? '-' : ''}${digits.slice(0, point)}${scale === 0 ? '' : `.${digits.slice(point)}`}`
  })
}

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 14 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary-ascii', minLength: 10, maxLength: 15 }),
  fc.string({ unit: 'binary', minLength: 500, maxLength: 3000 }),
)

/** DuckDB leaves out the zero before the point where the scale takes all digits: `.01`. */
function printed(allFraction: boolean): string {
  const text = 'CAST(x AS VARCHAR)'
  return allFraction ? `if(x < 0, '-0' || ${text}[2:], '0' || ${text})` : text
}

/** A column, its random cells, and the expression by which DuckDB prints them canonically. */
const kinds: readonly (readonly [NamedColumn, fc.Arbitrary<string>, string])[] = [
  [column('x', 'bigint'), integers(2n ** 63n - 1n).map(String), 'CAST(x AS VARCHAR)'],
  ...[
    [4, 0],
    [4, 4],
    [9, 2],
    [18, 6],
    [19, 0],
    [38, 10],
    [38, 38],
    [38, 0],
  ].map(
    ([precision = 0, scale = 0]) =>
      [column('x', 'decimal', { precision, scale }), decimals(precision, scale), printed(precision === scale)] as const,
  ),
  [
    column('x', 'double'),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    'CASE WHEN x = CAST(told AS DOUBLE) THEN told END',
  ],
  [column('x', 'date'), day, 'CAST(x AS VARCHAR)'],
  [column('x', 'time'), time, "strftime(DATE '2000-01-01' + x, '%H:%M:%S.%f')"],
  [
    column('x', 'timestamp'),
    fc.tuple(day, time).map((parts) => parts.join(' ')),
    "strftime(x, '%Y-%m-%d %H:%M:%S.%f')",
  ],
  [column('x', 'text'), texts, 'x'],
]

describe('random cells come back as they were sent, and mean the same to DuckDB', () => {
  for (const [named, cells, sameText] of kinds) {
    const { kind, precision, scale } = named.column
    test(`${kind}${precision === undefined ? '' : `(${precision},${scale})`}`, async () => {
      const column = fc.array(fc.option(cells, { freq: 6 }), { minLength: 1, maxLength: 4000, size: 'max' })
      await fc.assert(
        fc.asyncProperty(column, (values) => thereAndBack(named, values, sameText)),
        { numRuns: 5 },
      )
    })
  }
})

/** A text as DuckDB makes it of `i`, and as we do. */
const made: readonly (readonly [sql: string, text: (i: number) => string | null])[] = [
  ["'short' || (i % 7)", (i) => `short${i % 7}`],
  ["'a text longer than an entry ' || i", (i) => `a text longer than an entry ${i}`],
  ["'repeated many times over and over ' || (i % 3)", (i) => `repeated many times over and over ${i % 3}`],
  [
    'repeat(chr(CAST(192 + i % 200 AS INTEGER)), CAST(i % 40 AS INTEGER))',
    (i) => String.fromCharCode(192 + (i % 200)).repeat(i % 40),
  ],
  [
    "CASE WHEN i % 5 = 0 THEN NULL WHEN i % 5 = 1 THEN '' ELSE repeat('x', CAST(i % 30 AS INTEGER)) || i END",
    (i) => (i % 5 === 0 ? null : i % 5 === 1 ? '' : 'x'.repeat(i % 30) + i),
  ],
  ["repeat('large ', CAST(i % 400 AS INTEGER)) || i", (i) => 'large '.repeat(i % 400) + i],
]

describe('texts as DuckDB stores them', () => {
  const folder = join(tmpdir(), `typeline-texts-${process.pid}`)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  for (const url of ['duckdb::memory:', `duckdb:${join(folder, 'compressed.duckdb')}`]) {
    test(`come back whatever compression and order they lie in (${url.slice(0, 15)}…)`, async () => {
      await using engine = await openEngine(url)
      await using session = await engine.connect()
      const columns = made.map(([sql], index) => `${sql} AS c${index}`).join(', ')
      await session.execute(`CREATE TABLE t AS SELECT CAST(i AS INTEGER) AS n, ${columns} FROM range(30000) r(i)`)
      await session.execute('CHECKPOINT')
      // Without an order they come straight from storage.
      for (const order of ['', ' ORDER BY n DESC', ' ORDER BY hash(n)', ' WHERE n % 3 = 1']) {
        const rows = await session.query(`SELECT * FROM t${order}`)
        expect(rows.length).toBe(order.startsWith(' WHERE') ? 10_000 : 30_000)
        const wrong = rows.find((row) => made.some(([, text], index) => row[index + 1] !== text(Number(row[0]))))
        expect(wrong, order).toBeUndefined()
      }
    })
  }
})

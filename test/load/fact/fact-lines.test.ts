import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPacked, type LoadBatch, type RowBlock } from '../../../loader/engine/index.ts'
import { dialectOf } from '../../../loader/engine/mysql/dialect.ts'
import { serverOf } from '../../../loader/engine/mysql/server.ts'
import { dialect as postgres } from '../../../loader/engine/postgres/dialect.ts'
import { inDeclaredOrder } from '../../../loader/load/extract/ordered-block.ts'
import { sourceLayout } from '../../../loader/load/extract/source-layout.ts'
import { factColumns } from '../../../loader/load/fact/fact-columns.ts'
import { FactLines } from '../../../loader/load/fact/fact-lines.ts'
import { FactResolver } from '../../../loader/load/fact/fact-resolver.ts'
import type { LookupIndex } from '../../../loader/load/lookup/role.ts'
import { KnownTexts, unknown } from '../../../loader/load/printed/known-texts.ts'
import type { RejectedRow } from '../../../loader/log/index.ts'
import type { FactShape } from '../../../loader/model/index.ts'
import { type RawRow, text } from '../../../loader/schema/index.ts'
import { type Drawn, drawnColumns } from './drawn-columns.ts'
import { factOf, indexes, keyCells, keyTold, lookups, type Role } from './drawn-lookups.ts'
import { mysqlBlocks, type Printed, postgresBlocks, type Told } from './printed-blocks.ts'

// Rows that become lines from their bytes, beside the same rows as values, through conform, lookups and the packer of lines.

const mysql = dialectOf(serverOf('10.11.6-MariaDB'))

const engines = [
  { dialect: postgres, blocks: postgresBlocks, limits: { nulInText: false, wideTime: false, nonFiniteDoubles: true } },
  {
    dialect: mysql,
    blocks: mysqlBlocks,
    limits: { nulInText: true, wideTime: true, nonFiniteDoubles: false, rowBytes: 16 * 1024 * 1024 },
  },
  {
    dialect: mysql,
    blocks: mysqlBlocks,
    limits: { nulInText: true, wideTime: true, nonFiniteDoubles: false, rowBytes: 8192 + 1024 },
  },
] as const

type Engine = (typeof engines)[number]

interface Outcome {
  readonly lines: readonly string[]
  readonly rejects: readonly RejectedRow[]
  readonly misses: unknown
}

/** The same rows as values, and from their bytes; `quick`: rows that became lines without values. */
function outcomes(
  { dialect, limits }: Engine,
  fact: FactShape,
  blocks: readonly RowBlock[],
): { readonly values: Outcome; readonly printed: Outcome; readonly quick: number } {
  const layout = sourceLayout(fact)
  const columns = factColumns(fact, layout)
  const parts = { fact, columns, layout, limits, index: (table: string) => indexes.get(table) as LookupIndex, run: 9 }
  const target = { table: 'sale', columns: [...columns.table, ...columns.order] }
  const pack = dialect.packer(target)
  const resolved = (resolver: FactResolver, rows: readonly RawRow[], lines: readonly string[]) => {
    const chunk = resolver.resolve({ read: rows.length, rows, rejects: [], rejected: [] })
    const all = [...lines, ...linesOf(pack(chunk.rows))].toSorted()
    return { lines: all, rejects: chunk.rejects, misses: resolver.misses }
  }
  const rows = blocks.flatMap((block) => Array.from({ length: block.length }, (_, row) => block.row(row)))
  const values = resolved(new FactResolver(parts), rows, [])
  const factLines = new FactLines(parts, dialect.lineColumns?.(target) ?? [])
  const lines: string[] = []
  const rest: RawRow[] = []
  for (const block of blocks) {
    const made = factLines.make(block)
    rest.push(...made.rest)
    if (made.lines === null) continue
    const own = linesOf(made.lines)
    expect([made.lines.rows, made.lines.largest]).toEqual([
      own.length,
      Math.max(...own.map((line) => Buffer.byteLength(line) + 1)),
    ])
    lines.push(...own)
  }
  return { values, printed: resolved(new FactResolver(parts), rest, lines), quick: lines.length }
}

function linesOf(batch: LoadBatch): readonly string[] {
  if (!isPacked(batch)) throw new Error('no lines')
  return batch.bytes.toString('utf8').split('\n').slice(0, -1)
}

const keyNames = Object.keys(keyCells)
const toldOf = (columns: readonly Drawn[]): readonly Told[] => [
  'number',
  ...columns.map((one) => one.told),
  ...keyNames.map((name) => keyTold[name] ?? 'text'),
]
const aRow = (columns: readonly Drawn[]) =>
  fc.tuple(
    fc.tuple(...columns.map((one) => fc.constantFrom(...one.cells))),
    fc.tuple(...Object.values(keyCells).map((some) => fc.constantFrom(...some))),
  )
const drawnRows = fc
  .array(fc.constantFrom(...drawnColumns), { minLength: 1, maxLength: 3 })
  .chain((columns) => fc.tuple(fc.constant(columns), fc.array(aRow(columns), { minLength: 1, maxLength: 12 })))

test('rows that become lines from their bytes are those of values, and so are rejects and misses', () => {
  let quick = 0
  let all = 0
  fc.assert(
    fc.property(
      drawnRows,
      fc.uniqueArray(fc.constantFrom(...(Object.keys(lookups) as Role[])), { maxLength: 2 }),
      fc.constantFrom(...engines),
      fc.constantFrom(undefined, 'Europe/Berlin'),
      fc.boolean(),
      fc.boolean(),
      ([columns, rows], roles, engine, zone, ordered, backwards) => {
        const told = toldOf(columns)
        const turned = <T>(row: readonly T[]) => (backwards ? row.toReversed() : row)
        const cells = rows.map(([own, keys], no): readonly Printed[] => turned([String(no), ...own, ...keys]))
        const positions = backwards ? told.map((_, place) => told.length - 1 - place) : null
        const blocks = engine.blocks(turned(told), cells).map((block) => inDeclaredOrder(block, positions))
        const outcome = outcomes(engine, factOf(columns, roles, zone, ordered), blocks)
        expect(outcome.printed).toEqual(outcome.values)
        quick += outcome.quick
        all += rows.length
      },
    ),
    { numRuns: 3000 },
  )
  // Else it compared one way with itself.
  expect(quick / all).toBeGreaterThan(0.05)
})

test('rows longer than the room for lines, with and without what is escaped', () => {
  const column: Drawn = { source: text(), target: text(), told: 'text', cells: [] }
  const columns = [column, column, column]
  for (const engine of engines.slice(0, 2)) {
    const texts = [
      ...['plain', 'with\ttab', '\\', 'ü', '\n'].map((part) => [part.repeat(30_000), part, part.repeat(5000)]),
      ['\\'.repeat(50_000), '', 'y'.repeat(100_000)],
    ]
    const rows = texts.map((own, no): readonly Printed[] => [String(no), ...own, ...keyNames.map(() => null)])
    const outcome = outcomes(engine, factOf(columns, [], undefined, false), engine.blocks(toldOf(columns), rows))
    expect(outcome.printed.lines).toEqual(outcome.values.lines)
    expect(outcome.quick).toBe(rows.length)
  }
})

test('numbers that short texts stood for are those of texts alike in some of their bytes', () => {
  const known = new KnownTexts()
  const digits = Array.from({ length: 5000 }, (_, n) => String(n))
  const texts = [
    ...digits,
    ...digits.map((one) => `2024-${one}`),
    ...digits.map((one) => `key_${one.padStart(8, '0')}`),
  ]
  const numbers = new Map<string, number>()
  for (const one of [...texts, ...texts, ...texts.flatMap((two) => [two, two])]) {
    const bytes = Buffer.from(`<${one}>`)
    const slot = known.slot(bytes, 1, bytes.length - 1)
    const number = known.number(slot)
    if (number !== unknown) expect([one, number]).toEqual([one, numbers.get(one)])
    numbers.set(one, numbers.size)
    known.keep(slot, numbers.get(one) ?? 0)
  }
  expect(known.slot(Buffer.from('thirteen here'), 0, 13)).toBe(-1)
})

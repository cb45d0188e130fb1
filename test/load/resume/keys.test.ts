import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { extract } from '../../../loader/load/extract/extract.ts'
import { type KeyRange, rangesBetween } from '../../../loader/load/extract/key-range.ts'
import { sourceLayout } from '../../../loader/load/extract/source-layout.ts'
import { prepareUnit } from '../../../loader/load/prepare-unit.ts'
import type { FactShape, SqlText } from '../../../loader/model/index.ts'
import {
  bigint,
  type Cells,
  type ColumnShape,
  date,
  decimal,
  degenerate,
  integer,
  type RawRow,
  text,
  timestamp,
  varchar,
} from '../../../loader/schema/index.ts'
import { engines } from '../../servers/index.ts'
import { drawFact } from '../world/shapes.ts'
import { makeWorld, type World } from '../world/world.ts'

/** A fact whose source is read in the order of some columns of `keyed`. */
const keyed = (columns: Readonly<Record<string, ColumnShape>>, partition: readonly string[], query = ''): FactShape => {
  const declared = { no: integer(), ...columns }
  const sql: SqlText = { parts: [`SELECT no, ${query || Object.keys(columns).join(', ')} FROM keyed`], values: [] }
  return drawFact('keyed_fact', {
    columns: { no: degenerate(integer()) },
    grain: ['no'],
    source: { from: 'shop', columns: declared, sql, partition },
  })
}

describe.each(engines)('reading in the order of a key ($name)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine, engine)
  })
  afterAll(() => world[Symbol.asyncDispose]())

  const options = () => ({
    source: async () => world.origin,
    limits: world.warehouse.capabilities,
    signal: new AbortController().signal,
    batchRows: 3,
  })
  /** The rows in their order, and behind how many of them reading may go on after which key. */
  const read = async (fact: FactShape, after: Cells | null = null, range: KeyRange | null = null) => {
    const rows: RawRow[] = []
    const ends: [rows: number, key: Cells][] = []
    for await (const batch of extract(fact, sourceLayout(fact), { ...options(), after, range })) {
      rows.push(...batch.rows)
      const { end } = batch
      if (typeof end === 'object' && end.key !== null && (await end.isLast())) ends.push([rows.length, end.key])
    }
    return { rows, ends }
  }
  const numbers = (rows: readonly RawRow[]) => rows.map(([no]) => Number(no)).sort((a, b) => a - b)

  const stamp = engine.name === 'mysql' ? 'datetime(6)' : 'timestamp'
  const folded =
    engine.name === 'mysql'
      ? 'varchar(20) COLLATE utf8mb4_general_ci'
      : engine.name === 'duckdb'
        ? 'varchar COLLATE NOCASE'
        : 'varchar(20)'
  type Case = [what: string, type: string, column: ColumnShape, keys: readonly (string | number)[], query?: string]
  test.each<Case>([
    ['integers, several rows each', 'integer', integer(), [5, 1, 1, -3, 5, 5, 5, 2, 9]],
    [
      'numbers that no double holds',
      'bigint',
      bigint(),
      [
        '9007199254740993',
        '9007199254740992',
        '9007199254740994',
        '-9007199254740993',
        '9223372036854775806',
        '9223372036854775807',
        '0',
      ],
    ],
    [
      'numbers that the query computes',
      'bigint',
      bigint(),
      ['9007199254740993', '9007199254740992', '9007199254740994', '9007199254740995', '1'],
      'k + 0 AS k',
    ],
    [
      'decimals',
      'decimal(30,10)',
      decimal(30, 10),
      [
        '12345678901234567890.0000000001',
        '12345678901234567890.0000000002',
        '-0.5',
        '12345678901234567890',
        '0',
        '1.5',
        '1.50',
      ],
    ],
    [
      'days',
      'date',
      date(),
      ['2024-01-01', '1999-12-31', '2024-01-01', '1000-01-01', '2024-02-29', '9999-12-31', '2000-01-01'],
    ],
    [
      'times',
      stamp,
      timestamp(),
      [
        '2024-01-01 00:00:00.000001',
        '2024-01-01 00:00:00',
        '2024-01-01 00:00:00.000002',
        '1999-12-31 23:59:59.999999',
        '2024-01-01 00:00:00.1',
        '2024-01-01 00:00:00.2',
        '2024-01-01 00:00:00.3',
      ],
    ],
    ['texts with quotes', 'varchar(20)', varchar(20), ["it's", 'back\\slash', '"', '', 'ä', 'z', '日本', 'A?B', '$1']],
    ['texts that the source takes for equal', folded, varchar(20), ['b', 'a', 'A', 'B', 'a', 'c', 'A', 'b', 'C', 'd']],
    ['long texts', 'text', text(), ['x'.repeat(300), `${'x'.repeat(300)}b`, `${'x'.repeat(300)}a`, 'a', 'b', 'y']],
  ])('behind each key there is all of it and none of the rest: %s', async (what, type, column, keys, query) => {
    await world.fill(
      'keyed',
      `no integer, k ${type}`,
      keys.map((key, no) => [no, key]),
    )
    const fact = keyed({ k: column }, ['k'], query)
    const { rows, ends } = await read(fact)
    expect(numbers(rows)).toEqual(keys.map((_key, no) => no))
    // No batch ends at a long text.
    expect(ends.length > 1).toBe(!what.startsWith('long'))
    expect(ends.at(-1)?.[0]).toBe(keys.length)
    for (const [taken, key] of ends) {
      const rest = await read(fact, key)
      expect({ key, numbers: numbers(rest.rows) }).toEqual({ key, numbers: numbers(rows.slice(taken)) })
    }
  })

  test('of several columns', async () => {
    const rows = Array.from({ length: 24 }, (_, no) => [
      no,
      ['north', 'South', 'south'][no % 3] ?? '',
      no % 4,
      `2024-01-0${(no % 2) + 1}`,
    ])
    await world.fill('keyed', `no integer, area ${folded}, line integer, day date`, rows)
    const fact = keyed({ area: varchar(20), line: integer(), day: date() }, ['area', 'line', 'day'])
    const all = await read(fact)
    expect(numbers(all.rows)).toHaveLength(24)
    for (const [taken, key] of all.ends) {
      const rest = await read(fact, key)
      expect({ key, numbers: numbers(rest.rows) }).toEqual({ key, numbers: numbers(all.rows.slice(taken)) })
    }
    expect(all.ends.length).toBeGreaterThan(3)
  })

  test('NULL in a column of it fails, also where the rows behind a key are asked for', async () => {
    await world.fill('keyed', 'no integer, k integer', [
      [1, 1],
      [2, null],
      [3, 2],
    ])
    const fact = keyed({ k: integer() }, ['k'])
    await expect(read(fact)).rejects.toMatchObject({
      code: 'partition-null',
      message: expect.stringContaining('NULL in k'),
    })
    await expect(read(fact, [1])).rejects.toMatchObject({ code: 'partition-null' })
  })

  test('of one range alone: each row in one of them, behind a key too; NULL is met in the first', async () => {
    const keys = ['-9223372036854775807', '-3', '4', '5', '5', '6', '9007199254740993', '9223372036854775807']
    const rows = keys.map((key, no) => [no, key])
    await world.fill('keyed', 'no integer, k bigint', rows)
    const fact = keyed({ k: bigint() }, ['k', 'no'])
    const ranges = rangesBetween(['5', '9007199254740993'])
    const all = await Promise.all(ranges.map((range) => read(fact, null, range)))
    expect(all.map((range) => numbers(range.rows))).toEqual([
      [0, 1, 2],
      [3, 4, 5],
      [6, 7],
    ])
    expect(numbers((await read(fact, ['5', 3], ranges[1])).rows)).toEqual([4, 5])
    await world.fill('keyed', 'no integer, k bigint', [...rows, [8, null]])
    await expect(read(fact, null, ranges[0])).rejects.toMatchObject({ code: 'partition-null' })
    await expect(read(fact, ['5', 3], ranges[1])).rejects.toMatchObject({ code: 'partition-null' })
  })

  const prove = (fact: FactShape) => prepareUnit(fact, { ...options(), warehouse: world.warehouse })
  test('what is put in order otherwise than it is declared is refused before a row is read', async () => {
    await world.fill('keyed', 'no integer, k integer', [[1, 1]])
    await expect(prove(keyed({ k: varchar(5) }, ['k'], 'CAST(k AS char(5)) AS k'))).resolves.toHaveLength(2)
    await expect(prove(keyed({ k: timestamp() }, ['k'], `CAST('2024-01-01' AS date) AS k`))).rejects.toMatchObject({
      code: 'source-differs',
      message: expect.stringMatching(
        /k, in whose order the source is read \(partition\), is declared as timestamp and is date/i,
      ),
    })
    await expect(prove(keyed({ k: integer() }, ['k'], `1 AS k FROM keyed;`))).rejects.toMatchObject({
      code: expect.any(String),
    })
    if (engine.name === 'postgres') return
    const names = "ENUM ('z', 'a')"
    if (engine.name === 'duckdb') await world.source(`CREATE TYPE mood AS ${names}`)
    await world.fill('keyed', `no integer, k ${engine.name === 'duckdb' ? 'mood' : names}`, [[1, 'a']])
    await expect(prove(keyed({ k: varchar(5) }, ['k']))).rejects.toMatchObject({
      message: expect.stringMatching(/is enum/i),
    })
  })
})

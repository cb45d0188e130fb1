import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DimensionShape } from '../../loader/model/index.ts'
import {
  type Columns,
  degenerate,
  integer,
  measure,
  natural,
  nullable,
  reference,
  type Table,
  varchar,
} from '../../loader/schema/index.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from '../load/world/shapes.ts'
import { makeWorld, type World } from '../load/world/world.ts'
import { engines } from '../servers/index.ts'

/** A fact with one role, and the names that its rows find. */
async function lookedUp(world: World, fact: string, members: DimensionShape, columns: Columns, on: readonly string[]) {
  const key = `${members.name}_key`
  const unit = drawFact(fact, {
    columns: { no: degenerate(integer()), [key]: reference(members.table as Table) },
    grain: ['no'],
    source: drawSource(fact, { no: integer(), ...columns }),
    lookups: { [key]: drawLookup(members, { on: Object.fromEntries(on.map((name) => [name, name])) }) },
  })
  const outcome = await world.load(unit)
  if (outcome.status !== 'done') return outcome
  const rows = await world.query(
    `SELECT d.name FROM ${fact} f JOIN ${members.name} d ON d.${key} = f.${key} ORDER BY f.no`,
  )
  return rows.map(([name]) => name)
}

describe.each(engines)('keys ($name)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine)
  })
  afterAll(() => world[Symbol.asyncDispose]())

  it('FAULTS 21, 22: parts of a key that join to the same text are members apart, found apart; a NULL part is a miss', async () => {
    const parts = [
      ['a', 'bc'],
      ['ab', 'c'],
      ['abc', ''],
      ['', 'abc'],
      ['1', '23'],
      ['12', '3'],
      ['a|b', 'c'],
      ['a', 'b|c'],
      ['1:a', 'b'],
      ['1', ':ab'],
      ...(world.warehouse.capabilities.nulInText
        ? [
            ['a\0', 'b'],
            ['a', '\0b'],
          ]
        : []),
    ]
    const members = drawDimension('pair', {
      keep: 'nothing',
      attributes: { name: 'type1' },
      columns: { one: natural(varchar(9)), two: natural(varchar(9)), name: varchar(9) },
      source: drawSource('pair', { one: nullable(varchar(9)), two: nullable(varchar(9)), name: varchar(9) }),
    })
    const named = [
      ...parts.map(([one = '', two = ''], at) => [one, two, `m${at}`]),
      ['a', null, 'half'],
      [null, null, 'none'],
    ]
    await world.fill('pair', 'one VARCHAR, two VARCHAR, name VARCHAR', named)
    expect((await world.load(members)).counts).toMatchObject({ new: parts.length, rejected: 2 })
    const again = (await world.load(members)).counts
    expect(again).toMatchObject({ new: 0, unchanged: parts.length, rejected: 2 })
    expect((await world.rejects('pair')).map((line) => line.split(' ')[0])).toEqual(['null-key', 'null-key'])
    await world.fill(
      'pair_fact',
      'no INTEGER, one VARCHAR, two VARCHAR',
      named.map(([one = null, two = null], no) => [no, one, two]),
    )
    const columns = { one: nullable(varchar(9)), two: nullable(varchar(9)) }
    expect(await lookedUp(world, 'pair_fact', members, columns, ['one', 'two'])).toEqual([
      ...parts.map((_, at) => `m${at}`),
      'Unknown',
      'Not appli',
    ])
  })

  it('FAULTS 22: (1, 23) and (12, 3) as numbers are members apart, found apart', async () => {
    const members = drawDimension('numbers', {
      keep: 'nothing',
      attributes: { name: 'type1' },
      columns: { one: natural(integer()), two: natural(integer()), name: varchar(9) },
      source: drawSource('numbers', { one: integer(), two: integer(), name: varchar(9) }),
    })
    const rows = [
      [1, 23, 'a'],
      [12, 3, 'b'],
      [-1, 23, 'c'],
      [0, 0, 'd'],
    ] as const
    await world.fill('numbers', 'one INTEGER, two INTEGER, name VARCHAR', rows)
    expect((await world.load(members)).counts).toMatchObject({ new: 4 })
    await world.fill(
      'numbers_fact',
      'no INTEGER, one INTEGER, two INTEGER',
      rows.map(([one, two], no) => [no, one, two]),
    )
    expect(await lookedUp(world, 'numbers_fact', members, { one: integer(), two: integer() }, ['one', 'two'])).toEqual([
      'a',
      'b',
      'c',
      'd',
    ])
  })

  it('FAULTS 11: lines of a fact are apart by the bytes of their grain, in its key and among duplicates', async () => {
    const codes = ['a', 'a ', 'A', 'á', 'a\u0301', ' a', 'ａ']
    const lines = drawFact('coded', {
      columns: { code: degenerate(varchar(9)), amount: measure(integer()) },
      grain: ['code'],
      source: drawSource('coded', { code: varchar(9), amount: integer() }),
    })
    // Each twice, equal but for one, so that all meet where rows of one grain are sorted out.
    const rows = codes.flatMap((code, at) => [
      [code, at],
      [code, code === 'A' ? 9 : at],
    ])
    await world.fill('coded', 'code VARCHAR, amount INTEGER', rows)
    for (const batchRows of [1, 100]) {
      const { error, counts } = await world.load(lines, { batchRows })
      expect(error).toBeUndefined()
      expect(counts).toMatchObject({ read: 14, new: 6, duplicate: 6, rejected: 2 })
      const kept = codes.flatMap((code, at) => (code === 'A' ? [] : [[code, at]]))
      expect(new Set(await world.cells(lines.table, ['code', 'amount']))).toEqual(new Set(kept))
    }
  })

  it.runIf(engine.name === 'mysql')('FAULTS 11: a table made by hand in another collation is refused', async () => {
    const members = drawDimension('collated')
    await world.fill('collated', 'id INTEGER, name VARCHAR, city VARCHAR', [[1, 'a', null]])
    await world.load(members)
    await world.execute(
      'ALTER TABLE collated MODIFY name varchar(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci NOT NULL',
    )
    expect((await world.load(members)).error).toMatchObject({
      code: 'table-differs',
      message: expect.stringMatching(
        /: name is varchar\(10\) collate utf8mb4_general_ci, not varchar\(10\)\. .*--delete_existing_tables/,
      ),
    })
  })

  it('FAULTS 43: a reserved member deleted by hand fails the dimension and its facts, which stay as they were', async () => {
    const members = drawDimension('kept', { keep: 'nothing', attributes: { name: 'type1', city: 'type1' } })
    await world.fill('kept', 'id INTEGER, name VARCHAR, city VARCHAR', [[-1, 'minus', null]])
    await world.load(members)
    // A source id of -1 is a member of its own, never Unknown.
    await world.fill('kept_fact', 'no INTEGER, id INTEGER', [
      [1, -1],
      [2, 5],
    ])
    expect(await lookedUp(world, 'kept_fact', members, { id: integer() }, ['id'])).toEqual(['minus', 'Unknown'])
    await world.execute('DELETE FROM kept WHERE kept_key = -3')
    await world.fill('kept_fact', 'no INTEGER, id INTEGER', [
      [1, -1],
      [2, 5],
      [3, 7],
    ])
    await world.fill('kept', 'id INTEGER, name VARCHAR, city VARCHAR', [[-1, 'other', null]])
    const lost = {
      status: 'failed',
      error: {
        code: 'reserved-member-missing',
        message: expect.stringMatching(/kept .*-3.*check --warehouse --fix --select kept/),
      },
    }
    expect(await world.load(members)).toMatchObject(lost)
    expect(await lookedUp(world, 'kept_fact', members, { id: integer() }, ['id'])).toMatchObject(lost)
    expect(await world.query('SELECT COUNT(*) FROM kept_fact')).toEqual([
      [expect.toSatisfy((count) => Number(count) === 2)],
    ])
    expect(await world.rows(members.table, 'id, name', 'kept_key > 0')).toEqual(['-1 | minus'])
  })
})

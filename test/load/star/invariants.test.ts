import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkTable } from '../../../loader/load/star/check-table.ts'
import { restoreReserved } from '../../../loader/load/star/restore-reserved.ts'
import { beginRun } from '../../../loader/log/index.ts'
import type { UnitDefinition } from '../../../loader/model/index.ts'
import {
  degenerate,
  integer,
  masked,
  measure,
  natural,
  nullable,
  reference,
  type Table,
  timestamp,
  varchar,
} from '../../../loader/schema/index.ts'
import { engines } from '../../servers/index.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from '../world/shapes.ts'
import { makeWorld, type World } from '../world/world.ts'

const day = (d: number) => `'2024-01-0${d} 00:00:00'`

const member = drawDimension('member', {
  columns: {
    id: natural(integer()),
    code: natural(masked(varchar(5))),
    name: varchar(10),
    city: nullable(varchar(10)),
  },
  source: drawSource('member', {
    id: integer(),
    code: varchar(5),
    name: varchar(10),
    city: varchar(10),
    seen: timestamp(),
  }),
  effectiveFrom: 'seen',
})
const plain = drawDimension('plain', { keep: 'nothing', attributes: { name: 'type1', city: 'type1' } })
const sale = drawFact('sale', {
  columns: {
    no: degenerate(integer()),
    member_key: reference(member.table as Table),
    amount: measure(integer()),
  },
  grain: ['no'],
  source: drawSource('sale', { no: integer(), id: integer(), code: varchar(5), amount: integer() }),
  lookups: { member_key: drawLookup(member, { on: { id: 'id', code: 'code' }, asOf: { latest: true } }) },
})

/** What somebody's hand does to the star, and what is then told: `code rows example`. */
interface Harm {
  readonly unit: UnitDefinition
  readonly by: string
  readonly told: readonly string[]
  /** Engines that refuse it by themselves. */
  readonly refusedBy?: readonly string[]
}

const keyed = ['mysql', 'postgres']
const harms: Readonly<Record<string, Harm>> = {
  'a second current version': {
    unit: member,
    by: `UPDATE member SET is_current = TRUE WHERE id = 1`,
    told: ['current-twice 1 id=1 code=(masked)', 'current-flag 1 id=1'],
  },
  'a version that says it is open and is not': {
    unit: member,
    by: `UPDATE member SET is_current = FALSE WHERE id = 2`,
    told: ['current-flag 1 id=2'],
  },
  'a version that ends when it begins': {
    unit: member,
    by: `UPDATE member SET valid_to = valid_from WHERE id = 1 AND version = 1`,
    told: ['empty-version 1 id=1'],
  },
  'a version that lasts into the next': {
    unit: member,
    by: `UPDATE member SET valid_to = ${day(9)} WHERE id = 1 AND version = 1`,
    told: ['overlap 1 id=1'],
  },
  'versions that do not count up': {
    unit: member,
    by: `UPDATE member SET version = 3 WHERE id = 1 AND version = 2`,
    told: ['version-number 1 id=1'],
  },
  'a member without natural key': {
    unit: member,
    by: `UPDATE member SET code = NULL WHERE id = 2`,
    told: ['natural-key-null 1 id=2 code=(masked)'],
  },
  'a reserved member that could be found': {
    unit: member,
    by: `UPDATE member SET id = 7, code = 'x' WHERE member_key = -1`,
    told: ['reserved-natural-key 1 id=7 code=(masked)'],
  },
  'a key that is none': {
    unit: member,
    by: `UPDATE member SET member_key = 0 WHERE id = 2`,
    told: ['strange-key 1 id=2 code=(masked)'],
  },
  'a key ahead of etl_key': {
    unit: member,
    by: `UPDATE member SET member_key = 1000 WHERE id = 2`,
    told: ['key-ahead 1'],
  },
  'one key twice': {
    unit: member,
    by: `UPDATE member SET member_key = 1 WHERE member_key > 0`,
    told: ['key-twice 1'],
    refusedBy: keyed,
  },
  'a text too long': {
    unit: member,
    by: `UPDATE member SET name = 'eleven char' WHERE id = 2`,
    told: ['text-too-long 1 id=2 code=(masked) name=eleven char'],
    refusedBy: keyed,
  },
  'reserved members deleted': {
    unit: member,
    by: 'DELETE FROM member WHERE member_key IN (-1, -3)',
    told: ['missing -1', 'missing -3'],
  },
  'a member twice, without history': {
    unit: plain,
    by: 'UPDATE plain SET id = 1 WHERE plain_key > 0',
    told: ['member-twice 1 id=1'],
    refusedBy: keyed,
  },
  'a fact whose member is gone': {
    unit: sale,
    by: 'DELETE FROM member WHERE id = 2',
    told: ['orphan-key 1 no=2'],
  },
  'a fact twice': {
    unit: sale,
    by: 'INSERT INTO sale SELECT * FROM sale',
    told: ['grain-twice 2 no='],
    refusedBy: keyed,
  },
  'another column': { unit: sale, by: 'ALTER TABLE sale ADD COLUMN x INTEGER', told: ['table-differs 0'] },
}

describe.each(engines)('the invariants of the star on $name', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine)
  })
  afterAll(async () => {
    await world[Symbol.asyncDispose]()
  })

  const report = async (unit: UnitDefinition) => {
    await using session = await world.warehouse.connect()
    const found = await checkTable(session, unit, new AbortController().signal)
    if (found === null) return null
    const shown = found.findings.map(({ code, rows, example }) =>
      [code, rows, ...Object.entries(example).map(([name, value]) => `${name}=${value}`)].join(' '),
    )
    return [...shown, ...found.missing.map((key) => `missing ${key}`)]
  }
  /** The star as a load leaves it: member 1 with two versions, member 2 with one. */
  const load = async () => {
    for (const table of ['sale', 'member', 'plain']) await world.execute(`DROP TABLE IF EXISTS ${table}`)
    const columns = 'id integer, code varchar, name varchar, city varchar, seen timestamp'
    await world.fill('plain', 'id integer, name varchar, city varchar', [
      [1, 'A', null],
      [2, 'B', null],
    ])
    await world.fill('sale', 'no integer, id integer, code varchar, amount integer', [
      [1, 1, 'a', 5],
      [2, 2, 'b', 6],
    ])
    await world.fill('member', columns, [
      [1, 'a', 'A', null, '2024-01-01'],
      [2, 'b', 'B', null, '2024-01-01'],
    ])
    for (const unit of [member, plain, sale]) expect((await world.load(unit)).error).toBeUndefined()
    await world.fill('member', columns, [
      [1, 'a', 'A2', null, '2024-01-05'],
      [2, 'b', 'B', null, '2024-01-01'],
    ])
    expect((await world.load(member)).error).toBeUndefined()
  }

  it('hold after loads; a table that is not there is nothing', async () => {
    await load()
    for (const unit of [member, plain, sale]) expect(await report(unit), unit.name).toEqual([])
    expect(await report(drawDimension('nowhere'))).toBeNull()
  })

  it.each(Object.entries(harms).filter(([, { refusedBy = [] }]) => !refusedBy.includes(engine.name)))(
    '%s',
    async (_, { unit, by, told }) => {
      await load()
      await world.execute(by)
      const found = await report(unit)
      expect(found, found?.join('\n')).toHaveLength(told.length)
      for (const [at, line] of told.entries()) {
        const [code = '', ...rest] = line.split(' ')
        expect(found?.[at]).toMatch(new RegExp(`^${code} ${rest[0] ?? ''}`))
        for (const cell of rest.slice(1)) expect(found?.[at]).toContain(cell)
      }
    },
  )

  it('reserved members are restored as they were; FAULTS 43', async () => {
    await load()
    const columns = 'member_key id code name city valid_from valid_to is_current version'
    const before = await world.rows(member.table, columns)
    await world.execute('DELETE FROM member WHERE member_key IN (-1, -3)')
    expect((await world.load(member)).error).toMatchObject({
      code: 'reserved-member-missing',
      message: expect.stringContaining('run.ts check --warehouse --fix --select member'),
    })
    const run = await beginRun(world.log, { software: 'test' })
    expect(await restoreReserved(member, { log: world.log, run })).toEqual([-1, -3])
    expect(await restoreReserved(member, { log: world.log, run })).toEqual([])
    expect([...(await world.rows(member.table, columns))].sort()).toEqual([...before].sort())
    expect(await report(member)).toEqual([])
    expect((await world.load(member)).error).toBeUndefined()
  })
})

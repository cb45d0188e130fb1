import { availableParallelism } from 'node:os'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine, ReadOptions, Session, Statement } from '../../../loader/engine/index.ts'
import { DatabaseError } from '../../../loader/errors/index.ts'
import { type FactShape, type SourceShape, sql } from '../../../loader/model/index.ts'
import {
  type Cells,
  degenerate,
  inferred,
  integer,
  measure,
  natural,
  nullable,
  reference,
  type Table,
  varchar,
} from '../../../loader/schema/index.ts'
import { engines } from '../../servers/index.ts'
import { once } from '../crash/once.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from '../world/shapes.ts'
import { type LoadOptions, makeWorld, type World } from '../world/world.ts'

const member = drawDimension('member', {
  keep: 'nothing',
  columns: { id: natural(integer()), name: varchar(10), ...inferred() },
  attributes: { name: 'type1' },
  source: drawSource('member', { id: integer(), name: varchar(10) }),
})
const source: SourceShape = {
  from: 'shop',
  columns: { no: integer(), line: nullable(integer()), member: integer(), amount: integer(), rank: integer() },
  sql: sql`SELECT no, line, member, amount, rank FROM sale`,
  partition: ['no'],
}
const sale = (change: Partial<FactShape> = {}): FactShape =>
  drawFact('sale_fact', {
    columns: {
      line: degenerate(integer()),
      member_key: reference(member.table as Table),
      amount: measure(integer()),
    },
    grain: ['line'],
    source,
    lookups: { member_key: drawLookup(member, { on: { id: 'member' }, missing: 'infer' }) },
    rejects: { warn: 1, fail: 1 },
    ...change,
  })

type Row = readonly [no: number, line: number | null, member: number, amount: number, rank: number]
/** Grains in more than one range, alike and not; a row without a grain in each half; members that nobody knows in both. */
const lines: readonly Row[] = Array.from({ length: 30 }, (_, at) => {
  if (at === 3 || at === 27) return [at, null, 1, at, at]
  if (at === 25) return [25, 5, 5, 5, 0]
  if (at === 26) return [26, 6, 6, 60, 1]
  return [at, at, at % 9, at, 0]
})

/** A source whose second range gives nothing, and comes to no end before it is aborted. */
function endlessAbove(origin: Engine): Engine {
  async function* endless(signal: AbortSignal | undefined): AsyncGenerator<never, void, undefined> {
    // The other range may have failed before this one reads.
    if (signal?.aborted !== true) await new Promise((resolve) => signal?.addEventListener('abort', resolve))
    throw new DatabaseError('cancelled', 'It was ended.')
  }
  const wrapped = (session: Session): Session =>
    new Proxy(session, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        if (typeof name === 'symbol') return () => member.apply(target)
        return (...args: readonly [Statement, ReadOptions]) =>
          (name === 'read' || name === 'readBlocks') && args[0].sql.includes('>=')
            ? endless(args[1].signal)
            : member.apply(target, args)
      },
    })
  return {
    dialect: origin.dialect,
    capabilities: origin.capabilities,
    place: origin.place,
    connect: async (options) => wrapped(await origin.connect(options)),
    [Symbol.asyncDispose]: async () => undefined,
  }
}

describe.each(engines)('a fact by ranges of its source’s key ($name)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine, engine)
    await world.fill('member', 'id integer, name varchar(10)', [
      [0, 'a'],
      [1, 'b'],
    ])
    await world.load(member)
  })
  afterAll(() => world[Symbol.asyncDispose]())

  const fill = (rows: readonly Cells[]) =>
    world.fill('sale', 'no integer, line integer, member integer, amount integer, rank integer', rows)
  /** What a load comes to, but for what may differ: keys, the order of rejects, and how often a member had to be inferred. */
  const loaded = async (fact: FactShape, options: LoadOptions) => {
    await world.execute('DELETE FROM member WHERE member_key > 2')
    const { status, error, counts, notes } = await world.load(fact, { batchRows: 4, ...options, acceptShrink: true })
    const facts = await world.query(
      'SELECT f.line, f.amount, m.id FROM sale_fact f JOIN member m ON m.member_key = f.member_key ORDER BY f.line',
    )
    const members = await world.query('SELECT id FROM member WHERE member_key > 0 ORDER BY id')
    const rejects = (await world.rejects(fact.name)).map((text) => text.replace(/"(\w+_key|\w+_run)":\d+/g, '')).sort()
    const { ranges, misses, inferred } = notes
    return { ranges, same: { status, error, counts, facts, members, rejects, misses, inferred } }
  }

  test.each([
    ['rows of one grain that differ', sale()],
    ['the last by order', sale({ order: ['rank'] })],
  ])('is what it is in one: %s', async (_, fact) => {
    await fill(lines)
    const one = await loaded(fact, { ranges: 1 })
    expect(one.same).toMatchObject({ status: 'done', inferred: 7, counts: { read: 30, duplicate: 1 } })
    expect(one.same.rejects).toHaveLength(fact.order.length > 0 ? 2 : 4)
    expect(one.ranges).toBeUndefined()
    for (const ranges of [2, 5]) {
      const several = await loaded(fact, { ranges })
      expect(several).toEqual({ ranges: { count: ranges, atOnce: ranges }, same: one.same })
    }
    // Their members are looked up in the warehouse, for the rows of one range at a time.
    const beyond = await loaded(fact, { ranges: 2, lookupMemory: 1 })
    expect(beyond).toEqual({ ranges: { count: 2, atOnce: 1 }, same: one.same })
  })

  test.runIf(engine.name === 'mysql')('is what it is in one, whatever the rows', async () => {
    const row = fc.tuple(
      fc.integer({ min: -20, max: 20 }),
      fc.option(fc.integer({ min: 0, max: 12 }), { freq: 12 }),
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 0, max: 2 }),
      fc.integer({ min: 0, max: 2 }),
    )
    const cases = fc.tuple(fc.array(row, { minLength: 2, maxLength: 40 }), fc.integer({ min: 2, max: 4 }), fc.boolean())
    await fc.assert(
      fc.asyncProperty(cases, async ([rows, ranges, ordered]) => {
        await fill(rows)
        const fact = sale(ordered ? { order: ['rank'] } : {})
        const one = await loaded(fact, { ranges: 1 })
        expect((await loaded(fact, { ranges })).same).toEqual(one.same)
      }),
      { numRuns: 8 },
    )
  })

  test('a transaction that is given up, since another range holds its grain, goes to the overflow', async () => {
    await fill(lines.filter(([no, line]) => no === line))
    const fact = sale()
    const one = await loaded(fact, { ranges: 1 })
    const isStage = (target: unknown) => /^sale_fact__\d+$/.test((target as { readonly table: string }).table)
    const giveUp = async () => {
      throw new DatabaseError('deadlock', 'Two waited for each other.', { transient: true })
    }
    const givingUp = once(world.warehouse, 'after', 'bulkLoad', isStage, giveUp)
    let overflows = 0
    const isOverflow = (text: unknown) => typeof text === 'string' && /^CREATE TABLE .sale_fact__\d+_d/.test(text)
    const counting = once(givingUp, 'after', 'execute', isOverflow, async () => {
      overflows += 1
    })
    expect((await loaded(fact, { ranges: 2, writing: counting })).same).toEqual(one.same)
    expect(overflows).toBe(1)
  })

  test('one that fails ends the others, and nothing is published', async () => {
    await fill(lines)
    const before = await loaded(sale(), { ranges: 1 })
    const published = await world.rows(sale().table, 'line, amount')
    const fact = sale({ lookups: { member_key: drawLookup(member, { on: { id: 'member' }, missing: 'fail' }) } })
    await fill(lines.map(([no, line, id, amount, rank]) => [no, line, no < 20 ? id % 2 : id, amount, rank]))
    const { same } = await loaded(fact, { ranges: 2 })
    expect(same.status).toBe('failed')
    expect(same.error).toMatchObject({ code: 'missing-member' })
    expect(await world.rows(fact.table, 'line, amount')).toEqual(published)
    await fill(lines)
    expect((await loaded(sale(), { ranges: 2 })).same).toEqual(before.same)
  })

  test('one that fails does not wait for what another reads', async () => {
    const [first, ...rest] = lines
    await fill([[null, ...(first?.slice(1) ?? [])], ...rest])
    const { same } = await loaded(sale(), { ranges: 2, origin: endlessAbove(world.origin) })
    expect(same.error).toMatchObject({ code: 'partition-null' })
  })

  test('by itself where the server gains by it: a whole number whose values lie far apart', async () => {
    const far = async (greatest: number, fact = sale(), options: LoadOptions = {}) => {
      await fill([
        [1, 1, 1, 1, 1],
        [greatest, 2, 2, 2, 2],
      ])
      return (await loaded(fact, options)).ranges
    }
    const two = engine.name === 'mysql' && availableParallelism() > 1 ? { count: 2, atOnce: 2 } : undefined
    expect(await far(200_000)).toEqual(two)
    expect(await far(199_999)).toBeUndefined()
    expect(await far(200_000, sale(), { ranges: 1 })).toBeUndefined()
    expect(await far(200_000, sale(), { ranges: 2, sample: 2 })).toBeUndefined()
    const text = { ...source.columns, name: varchar(10) }
    const named = {
      ...source,
      columns: text,
      sql: sql`SELECT sale.*, 'x' AS name FROM sale`,
      partition: ['name', 'no'],
    }
    expect(await far(200_000, sale({ source: named }), { ranges: 2 })).toBeUndefined()
    await fill([])
    expect((await loaded(sale(), { ranges: 2 })).ranges).toBeUndefined()
  })
})

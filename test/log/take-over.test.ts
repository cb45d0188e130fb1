import { hostname } from 'node:os'
import { describe, expect, test } from 'vitest'
import { takeUnit } from '../../loader/log/index.ts'
import { engines } from '../servers/index.ts'
import { breakLock, counts, openWarehouse, school, start, take } from './drawn.ts'

describe.each(engines)('taking a unit over ($name)', ({ database }) => {
  test('another loader is refused, told who has it', async () => {
    await using warehouse = await openWarehouse(database)
    const run = await start(warehouse.log)
    await using _owner = await takeUnit(warehouse.log, run, school)
    await expect(take(warehouse.log)).rejects.toMatchObject({
      code: 'locked',
      transient: true,
      message: expect.stringContaining(`school: process ${process.pid} on ${hostname()}, run ${run.id}, since 2`),
      fields: { unit: 'school', run: run.id, host: hostname(), pid: process.pid },
    })
    expect(await warehouse.rows('SELECT unit_number FROM etl_unit_run')).toHaveLength(1)
  })

  test('another unit is free; so is this one when its owner left', async () => {
    await using warehouse = await openWarehouse(database)
    const first = await take(warehouse.log)
    {
      await using other = await take(warehouse.log, { ...school, name: 'user' })
      expect(other.unit).toBe('user')
    }
    await first[Symbol.asyncDispose]()
    await using second = await take(warehouse.log)
    expect(second.number).toBeGreaterThan(first.number)
  })

  test('the number is the token at the take-over and goes up with each', async () => {
    await using warehouse = await openWarehouse(database)
    const numbers: number[] = []
    for (let turn = 0; turn < 3; turn++) {
      await using owner = await take(warehouse.log)
      const [row] = await warehouse.rows('SELECT token, unit_number FROM etl_lock')
      expect(row?.map(Number)).toEqual([owner.number, owner.number])
      await owner.commit(null, async () => {})
      numbers.push(owner.number)
    }
    expect(numbers).toEqual([...new Set(numbers)].sort((left, right) => left - right))
  })

  test('the tokens of all lanes are raised', async () => {
    await using warehouse = await openWarehouse(database)
    {
      await using _owner = await take(warehouse.log)
    }
    await warehouse.execute(
      "INSERT INTO etl_lock (unit, lane, token, unit_number) VALUES ('school', 1, 50, 0), ('user', 1, 70, 0)",
    )
    await using _owner = await take(warehouse.log)
    const rows = await warehouse.rows('SELECT unit, token FROM etl_lock WHERE lane = 1 ORDER BY unit')
    expect(rows.map(([unit, token]) => [unit, Number(token)])).toEqual([
      ['school', 51],
      ['user', 70],
    ])
  })

  test('an owner whose lock broke is fenced at its next commit (FAULTS 56)', async () => {
    await using warehouse = await openWarehouse(database)
    await warehouse.execute('CREATE TABLE school_dim (school_key integer)')
    await using older = await take(warehouse.log)
    await older.commit(null, (session) => session.execute('INSERT INTO school_dim VALUES (1)'))
    await breakLock(warehouse)
    await using younger = await take(warehouse.log)
    const late = older.commit(
      { kind: 'unit', counts: counts(), notes: { spliced: 0, misses: {} }, rejects: [] },
      (session) => session.execute('INSERT INTO school_dim VALUES (2)'),
    )
    await expect(late).rejects.toMatchObject({
      code: 'fenced',
      transient: false,
      fields: { unit: 'school', pid: process.pid },
    })
    await younger.commit(null, (session) => session.execute('INSERT INTO school_dim VALUES (3)'))
    expect((await warehouse.rows('SELECT school_key FROM school_dim ORDER BY 1')).flat()).toEqual([1, 3])
    expect((await warehouse.rows("SELECT unit_number FROM etl_unit_run WHERE status = 'done'")).length).toBe(0)
  })

  test('an owner that was inside its transaction is fenced too, its connection ended', async () => {
    await using warehouse = await openWarehouse(database)
    await warehouse.execute('CREATE TABLE school_dim (school_key integer)')
    await using older = await take(warehouse.log)
    const { promise: inside, resolve: enter } = Promise.withResolvers<void>()
    const { promise: taken, resolve: goOn } = Promise.withResolvers<void>()
    const late = older.commit(null, async (session) => {
      await session.execute('INSERT INTO school_dim VALUES (2)')
      enter()
      await taken
      await session.execute('INSERT INTO school_dim VALUES (2)')
    })
    const outcome = expect(late).rejects.toMatchObject({ code: 'fenced' })
    await inside
    await breakLock(warehouse)
    await using _younger = await take(warehouse.log)
    goOn()
    await outcome
    expect(await warehouse.rows('SELECT school_key FROM school_dim')).toEqual([])
  })

  test('a lock that broke while nobody else came is no reason to stop', async () => {
    await using warehouse = await openWarehouse(database)
    await using owner = await take(warehouse.log)
    await breakLock(warehouse)
    expect(await owner.commit(null, async () => 'in')).toBe('in')
  })

  test('the former unit run is told, and one that died is written off with its run', async () => {
    await using warehouse = await openWarehouse(database)
    {
      await using first = await take(warehouse.log)
      expect(first.former).toBeNull()
    }
    await using second = await take(warehouse.log)
    expect(second.former).toMatchObject({ runId: 1, status: 'running' })
    const units = await warehouse.rows('SELECT run_id, status, error FROM etl_unit_run ORDER BY unit_number')
    expect(units).toEqual([
      [1, 'failed', expect.stringContaining('run 2 took over')],
      [2, 'running', null],
    ])
    expect(await warehouse.rows('SELECT run_id, status FROM etl_run ORDER BY run_id')).toEqual([
      [1, 'failed'],
      [2, 'running'],
    ])
  })

  test('one that died while it looked into the swap of the one before is written off too', async () => {
    await using warehouse = await openWarehouse(database)
    const notes = { spliced: 0, misses: {} }
    {
      await using first = await take(warehouse.log)
      await first.commit({ kind: 'publishing', counts: counts(), notes, rejects: [] }, async () => {})
    }
    await (await take(warehouse.log))[Symbol.asyncDispose]()
    await using third = await take(warehouse.log)
    expect(third.former).toMatchObject({ runId: 1, status: 'publishing' })
    const of = (table: string) => warehouse.rows(`SELECT run_id, status FROM ${table} ORDER BY run_id`)
    expect(await of('etl_unit_run')).toEqual([
      [1, 'publishing'],
      [2, 'failed'],
      [3, 'running'],
    ])
    expect((await of('etl_run')).map(([, status]) => status)).toEqual(['running', 'failed', 'running'])
  })

  test('a connection id is not left behind for a later owner to end', async () => {
    await using warehouse = await openWarehouse(database)
    {
      await using owner = await take(warehouse.log)
      const session = await owner.session()
      const [row] = await warehouse.rows('SELECT connections FROM etl_lock')
      expect(JSON.parse(String(row?.[0]))).toEqual([expect.any(String), session.id])
    }
    expect(await warehouse.rows('SELECT connections FROM etl_lock')).toEqual([[null]])
  })

  test('each definition is kept once, with its first run', async () => {
    await using warehouse = await openWarehouse(database)
    for (const hash of ['h1', 'h1', 'h2', 'h1']) {
      await using _owner = await take(warehouse.log, { ...school, definition: { hash, text: `{"of":"${hash}"}` } })
    }
    expect(await warehouse.rows('SELECT hash, definition, first_run FROM etl_definition ORDER BY hash')).toEqual([
      ['h1', '{"of":"h1"}', 1],
      ['h2', '{"of":"h2"}', 3],
    ])
  })
})

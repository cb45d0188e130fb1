import { describe, expect, test } from 'vitest'
import { DatabaseError } from '../../loader/errors/index.ts'
import { takeUnit } from '../../loader/log/index.ts'
import { engines } from '../servers/index.ts'
import { counts, openWarehouse, reject, school, start, take } from './drawn.ts'

const notes = { spliced: 1, misses: { school_key: { missing: 2, notApplicable: 0, error: 0, beforeFirst: 1 } } }

describe.each(engines)('a fenced commit ($name)', ({ database }) => {
  test('work, marker, counts and rejects are one: all in', async () => {
    await using warehouse = await openWarehouse(database)
    await warehouse.execute('CREATE TABLE sale (id integer)')
    await using owner = await take(warehouse.log)
    const rejects = [reject('x'), reject('y', '{"quantity":"\\tü\'\\\\"}')]
    const result = await owner.commit(
      { kind: 'batch', batch: 1, rows: 3, counts: counts({ new: 3, rejected: 2 }), rejects },
      (session) => session.execute('INSERT INTO sale VALUES (1), (2), (3)'),
    )
    expect(result).toBe(3)
    await owner.commit(
      { kind: 'unit', counts: counts({ new: 3, rejected: 3 }), notes, rejects: [reject('z')] },
      async () => {},
    )
    expect(await warehouse.rows('SELECT count(*) FROM sale')).toEqual([
      [expect.toSatisfy((value) => Number(value) === 3)],
    ])
    expect(
      (await warehouse.rows('SELECT batch, row_count, rows_read, rows_new, rejected FROM etl_batch')).map((row) =>
        row.map(Number),
      ),
    ).toEqual([[1, 3, 5, 3, 2]])
    expect(
      await warehouse.rows('SELECT batch, reason, row_key, row_json FROM etl_reject WHERE kept ORDER BY reject_no'),
    ).toEqual([
      [1, 'type', 'x', '{}'],
      [1, 'type', 'y', '{"quantity":"\\tü\'\\\\"}'],
      [null, 'type', 'z', '{}'],
    ])
    const [unit] = await warehouse.rows('SELECT status, notes FROM etl_unit_run WHERE finished_at >= started_at')
    expect([unit?.[0], JSON.parse(String(unit?.[1]))]).toEqual(['done', notes])
  })

  test('work that throws leaves nothing, and is not tried again', async () => {
    await using warehouse = await openWarehouse(database)
    await warehouse.execute('CREATE TABLE sale (id integer)')
    await using owner = await take(warehouse.log)
    let calls = 0
    const broken = owner.commit(null, async (session) => {
      calls += 1
      await session.execute('INSERT INTO sale VALUES (1)')
      throw new Error('broken')
    })
    await expect(broken).rejects.toThrow('broken')
    expect(calls).toBe(1)
    expect(await warehouse.rows('SELECT id FROM sale')).toEqual([])
    expect(await owner.commit(null, async () => 'next')).toBe('next')
  })

  test('a marker that cannot be written undoes the work', async () => {
    await using warehouse = await openWarehouse(database)
    await warehouse.execute('CREATE TABLE sale (id integer)')
    await using owner = await take(warehouse.log)
    const wrong = { ...counts({ new: 1 }), read: 7 }
    const broken = owner.commit({ kind: 'batch', batch: 1, rows: 1, counts: wrong, rejects: [] }, (session) =>
      session.execute('INSERT INTO sale VALUES (1)'),
    )
    await expect(broken).rejects.toThrow(/do not add up: 7 rows read, 1 accounted for/)
    expect(await warehouse.rows('SELECT id FROM sale')).toEqual([])
  })

  test('the marker may follow from what work found', async () => {
    await using warehouse = await openWarehouse(database)
    await using owner = await take(warehouse.log)
    await owner.commit(
      (found: number) => ({ kind: 'unit', counts: counts({ new: found }), notes, rejects: [] }),
      async () => 17,
    )
    expect((await warehouse.rows('SELECT rows_new FROM etl_unit_run')).map((row) => row.map(Number))).toEqual([[17]])
  })

  test('commits of one owner wait for each other', async () => {
    await using warehouse = await openWarehouse(database)
    await using owner = await take(warehouse.log)
    const order = await Promise.all([1, 2, 3].map((turn) => owner.commit(null, async () => turn)))
    expect(order).toEqual([1, 2, 3])
  })

  test.each([
    ['deadlock', 2],
    ['lock-timeout', 2],
    ['conflict', 2],
    ['connection-lost', 2],
    ['killed', 1],
    ['disk-full', 1],
  ])('%s: work is called %i times', async (code, times) => {
    await using warehouse = await openWarehouse(database)
    await warehouse.execute('CREATE TABLE sale (id integer)')
    await using owner = await take(warehouse.log)
    let calls = 0
    const commit = owner.commit(null, async (session) => {
      await session.execute('INSERT INTO sale VALUES (1)')
      if (++calls === 1) throw new DatabaseError(code, 'unlucky', { transient: true })
    })
    await (times === 1 ? expect(commit).rejects.toMatchObject({ code }) : commit)
    expect(calls).toBe(times)
    expect(await warehouse.rows('SELECT id FROM sale')).toEqual(times === 1 ? [] : [[1]])
  })

  test('bad luck is borne 5 times, not when the run was cancelled', async () => {
    await using warehouse = await openWarehouse(database)
    const cancel = new AbortController()
    await using owner = await takeUnit(warehouse.log, await start(warehouse.log), school, { signal: cancel.signal })
    let calls = 0
    const unlucky = async () => {
      calls += 1
      throw new DatabaseError('deadlock', 'unlucky', { transient: true })
    }
    await expect(owner.commit(null, unlucky)).rejects.toMatchObject({ code: 'deadlock' })
    expect(calls).toBe(5)
    cancel.abort()
    await expect(owner.commit(null, unlucky)).rejects.toMatchObject({ code: 'deadlock' })
    expect(calls).toBe(6)
  })

  test('a connection that broke between commits is replaced, the new one told to etl_lock', async () => {
    await using warehouse = await openWarehouse(database)
    await using owner = await take(warehouse.log)
    const before = await owner.session()
    await using other = await warehouse.engine.connect()
    expect(await other.kill(before.id ?? '')).toBe(true)
    expect(await owner.commit(null, async () => 'in')).toBe('in')
    const after = await owner.session()
    expect(after.id).not.toBe(before.id)
    const [row] = await warehouse.rows('SELECT connections FROM etl_lock')
    expect(JSON.parse(String(row?.[0]))[1]).toBe(after.id)
  })

  test('a session asked for between commits is one that lives, and is not asked while it works', async () => {
    await using warehouse = await openWarehouse(database)
    await using owner = await take(warehouse.log)
    const before = await owner.session()
    expect(await owner.session()).toBe(before)
    await owner.commit(null, async (session) => expect(await owner.session()).toBe(session))
    await using other = await warehouse.engine.connect()
    await other.kill(before.id ?? '')
    const after = await owner.session()
    expect(after).not.toBe(before)
    expect(await after.query('SELECT 1')).toHaveLength(1)
  })

  test('many rejects with long rows go in whole', async () => {
    await using warehouse = await openWarehouse(database)
    await using owner = await take(warehouse.log)
    const long = JSON.stringify({ text: 'é'.repeat(100_000) })
    const rejects = [reject('long', long), ...Array.from({ length: 2500 }, (_, at) => reject(`k${at}`))]
    await owner.commit(
      { kind: 'batch', batch: 0, rows: 0, counts: counts({ rejected: 2501 }), rejects },
      async () => {},
    )
    const rows = await warehouse.rows('SELECT row_key FROM etl_reject ORDER BY reject_no')
    expect(rows.map(([key]) => key)).toEqual(rejects.map(({ key }) => key))
    expect(await warehouse.rows("SELECT row_json FROM etl_reject WHERE row_key = 'long'")).toEqual([[long]])
  })
})

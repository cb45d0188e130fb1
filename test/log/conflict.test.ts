import { describe, expect, test } from 'vitest'
import { engines } from '../servers/index.ts'
import { openWarehouse, school, take } from './drawn.ts'

describe.each(engines)("transactions in each other's way ($name)", ({ name, database }) => {
  test('a row that another holds: all is rolled back, then tried again (FAULTS 48)', async () => {
    await using warehouse = await openWarehouse(database)
    await warehouse.execute('CREATE TABLE stock (id integer, number integer)', 'INSERT INTO stock VALUES (1, 10)')
    await warehouse.execute('CREATE TABLE sale (id integer)')
    await using owner = await take(warehouse.log)
    await using other = await warehouse.engine.connect()
    const { promise: held, resolve: hold } = Promise.withResolvers<void>()
    const { promise: free, resolve: release } = Promise.withResolvers<void>()
    const first = other.transaction(async () => {
      await other.execute('UPDATE stock SET number = 20')
      hold()
      await free
    })
    await held
    let calls = 0
    await owner.commit(null, async (session) => {
      if (++calls === 2) {
        release()
        await first
      }
      if (name === 'mysql') await session.execute('SET SESSION innodb_lock_wait_timeout = 1')
      if (name === 'postgres') await session.execute("SET LOCAL lock_timeout = '1s'")
      await session.execute('INSERT INTO sale VALUES (1)')
      await session.execute('UPDATE stock SET number = number + 1')
    })
    // An engine that does not wait may have begun its second try before the other's COMMIT.
    expect(calls).toBeGreaterThan(1)
    expect(await warehouse.rows('SELECT number FROM stock')).toEqual([[21]])
    expect(await warehouse.rows('SELECT id FROM sale')).toEqual([[1]])
  })

  test('two that wait for each other: the one given up is tried again (1213, 40P01)', async () => {
    await using warehouse = await openWarehouse(database)
    await warehouse.execute('CREATE TABLE stock (id integer PRIMARY KEY, number integer)')
    await warehouse.execute('INSERT INTO stock VALUES (1, 0), (2, 0)')
    await using one = await take(warehouse.log)
    await using two = await take(warehouse.log, { ...school, name: 'user' })
    let calls = 0
    let inside = 0
    const { promise: bothInside, resolve: meet } = Promise.withResolvers<void>()
    const crossing = (owner: typeof one, first: number, then: number) =>
      owner.commit(null, async (session) => {
        calls += 1
        await session.execute(`UPDATE stock SET number = number + 1 WHERE id = ${first}`)
        if (++inside === 2) meet()
        await bothInside
        await session.execute(`UPDATE stock SET number = number + 1 WHERE id = ${then}`)
      })
    await Promise.all([crossing(one, 1, 2), crossing(two, 2, 1)])
    expect(calls).toBeGreaterThan(2)
    expect(await warehouse.rows('SELECT id, number FROM stock ORDER BY id')).toEqual([
      [1, 2],
      [2, 2],
    ])
  })
})

import { describe, expect, test } from 'vitest'
import { lockKeys, makeKeys, takeKeys } from '../../loader/log/index.ts'
import { engines } from '../servers/index.ts'
import { lockWait, openWarehouse } from './drawn.ts'

const integer = { kind: 'integer' } as const
const bigint = { kind: 'bigint' } as const

describe.each(engines)('surrogate keys ($name)', ({ name, database }) => {
  test('blocks start at 1, follow one another and outlive the table', async () => {
    await using warehouse = await openWarehouse(database)
    await using session = await warehouse.engine.connect()
    await session.execute('CREATE TABLE school_dim (school_key integer)')
    await makeKeys(session, 'school_dim')
    expect(await takeKeys(session, 'school_dim', 10, integer)).toEqual({ first: 1, count: 10 })
    await session.execute('DROP TABLE school_dim')
    await session.execute('CREATE TABLE school_dim (school_key integer)')
    await makeKeys(session, 'school_dim')
    expect(await takeKeys(session, 'school_dim', 1, integer)).toEqual({ first: 11, count: 1 })
  })

  test('a table that holds keys already goes on above them', async () => {
    await using warehouse = await openWarehouse(database)
    await using session = await warehouse.engine.connect()
    await makeKeys(session, 'school_dim', 41)
    await makeKeys(session, 'user_dim', -1)
    expect((await takeKeys(session, 'school_dim', 1, integer)).first).toBe(42)
    expect((await takeKeys(session, 'user_dim', 1, integer)).first).toBe(1)
  })

  test('a block taken before a transaction that rolled back is a gap (FAULTS 41)', async () => {
    await using warehouse = await openWarehouse(database)
    await using session = await warehouse.engine.connect()
    await makeKeys(session, 'school_dim')
    const lost = await takeKeys(session, 'school_dim', 5, integer)
    const broken = session.transaction(async () => {
      await lockKeys(session, 'school_dim')
      throw new Error('broken')
    })
    await expect(broken).rejects.toThrow('broken')
    expect((await takeKeys(session, 'school_dim', 5, integer)).first).toBe(lost.first + lost.count)
  })

  test('workers that allot at once share no key', async () => {
    await using warehouse = await openWarehouse(database)
    const worker = async () => {
      await using session = await warehouse.engine.connect()
      await makeKeys(session, 'school_dim')
      const keys: number[] = []
      for (let block = 1; block <= 10; block++) {
        const { first, count } = await takeKeys(session, 'school_dim', block, integer)
        for (let key = first; key < first + count; key++) keys.push(key)
      }
      return keys
    }
    const keys = (await Promise.all([worker(), worker(), worker()])).flat()
    expect([...keys].sort((left, right) => left - right)).toEqual(Array.from({ length: 165 }, (_, at) => at + 1))
    expect(await warehouse.rows("SELECT next_key FROM etl_key WHERE table_name = 'school_dim'")).toHaveLength(1)
  })

  test.each([
    [integer, 2 ** 31 - 1],
    [bigint, Number.MAX_SAFE_INTEGER - 1],
  ])('used up (FAULTS 39): %o ends at %i, refused before a write', async (column, largest) => {
    await using warehouse = await openWarehouse(database)
    await using session = await warehouse.engine.connect()
    await makeKeys(session, 'school_dim', largest - 3)
    await expect(takeKeys(session, 'school_dim', 4, column)).rejects.toMatchObject({
      code: 'keys-used-up',
      fields: { table: 'school_dim', needed: 4, left: 3, largest },
    })
    expect(await takeKeys(session, 'school_dim', 3, column)).toEqual({ first: largest - 2, count: 3 })
    await expect(takeKeys(session, 'school_dim', 1, column)).rejects.toMatchObject({ code: 'keys-used-up' })
  })

  test('a lost row of etl_key is an error, not a new beginning', async () => {
    await using warehouse = await openWarehouse(database)
    await using session = await warehouse.engine.connect()
    await expect(takeKeys(session, 'school_dim', 1, integer)).rejects.toMatchObject({ code: 'keys-missing' })
    await expect(session.transaction(() => lockKeys(session, 'school_dim'))).rejects.toMatchObject({
      code: 'keys-missing',
    })
  })

  test('two who insert into one dimension wait for each other or meet a conflict', async () => {
    await using warehouse = await openWarehouse(database)
    await using one = await warehouse.engine.connect()
    await using two = await warehouse.engine.connect()
    await makeKeys(one, 'school_dim')
    await one.execute('CREATE TABLE school_dim (school_id integer)')
    const order: string[] = []
    const { promise: held, resolve: hold } = Promise.withResolvers<void>()
    const { promise: free, resolve: release } = Promise.withResolvers<void>()
    const first = one.transaction(async () => {
      await lockKeys(one, 'school_dim')
      hold()
      await free
      await one.execute('INSERT INTO school_dim VALUES (7)')
      order.push('first inserted')
    })
    await held
    const second = two
      .transaction(async () => {
        await lockKeys(two, 'school_dim')
        order.push(`second sees ${(await two.query('SELECT school_id FROM school_dim')).length}`)
      })
      .catch((error: unknown) => {
        order.push('second met a conflict')
        expect(error).toMatchObject({ code: 'conflict', transient: true })
      })
    // An engine that waits goes on only after the first; one that does not has said so before.
    if (warehouse.engine.capabilities.waitsForRowLocks) await Promise.race([second, lockWait(warehouse)])
    else await second
    release()
    await Promise.all([first, second])
    expect(order).toEqual(
      warehouse.engine.capabilities.waitsForRowLocks
        ? ['first inserted', 'second sees 1']
        : ['second met a conflict', 'first inserted'],
    )
  })

  test.runIf(name === 'mysql')('auto_increment_increment 2 changes nothing (FAULTS 42)', async () => {
    await using warehouse = await openWarehouse(database)
    await using session = await warehouse.engine.connect()
    await session.execute('SET SESSION auto_increment_increment = 2, auto_increment_offset = 2')
    await makeKeys(session, 'school_dim')
    await session.execute('CREATE TABLE school_dim (school_key integer PRIMARY KEY)')
    for (const first of [1, 4]) {
      const block = await takeKeys(session, 'school_dim', 3, integer)
      expect(block).toEqual({ first, count: 3 })
      const values = [0, 1, 2].map((step) => `(${block.first + step})`).join(', ')
      await session.execute(`INSERT INTO school_dim VALUES ${values}`)
    }
    expect((await session.query('SELECT school_key FROM school_dim ORDER BY 1')).flat()).toEqual([1, 2, 3, 4, 5, 6])
  })
})

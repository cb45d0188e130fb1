import { describe, expect, test } from 'vitest'
import { openEngine } from '../../loader/engine/index.ts'
import { type Marker, openLog, takeUnit, type UnitOwner } from '../../loader/log/index.ts'
import { engines } from '../servers/index.ts'
import { type CuttingProxy, cuttingProxy } from './cutting-proxy.ts'
import { breakLock, counts, openWarehouse, school, start, take, type Warehouse } from './drawn.ts'

// COMMIT was sent and no answer came (FAULTS 45). DuckDB has no wire to cut.
const servers = engines.filter(({ name }) => name !== 'duckdb')

interface Cut extends AsyncDisposable {
  readonly warehouse: Warehouse
  readonly proxy: CuttingProxy
  readonly owner: UnitOwner
}

/** A unit owned through the proxy, its first batch in; the warehouse itself is reached directly. */
async function ownThroughProxy(database: (typeof engines)[number]['database']): Promise<Cut> {
  await using opened = new AsyncDisposableStack()
  const warehouse = opened.use(await openWarehouse(database))
  await warehouse.execute('CREATE TABLE sale (batch integer)')
  const proxy = opened.use(await cuttingProxy(warehouse.url))
  const engine = opened.use(await openEngine(proxy.url))
  const log = await openLog(engine)
  const owner = opened.use(await takeUnit(log, await start(log), school))
  await owner.commit(batch(1), (session) => session.execute('INSERT INTO sale VALUES (1)'))
  const all = opened.move()
  return { warehouse, proxy, owner, [Symbol.asyncDispose]: () => all.disposeAsync() }
}

function batch(number: number): Marker {
  return { kind: 'batch', batch: number, rows: 1, counts: counts({ new: 1 }), rejects: [] }
}

const sales = ({ rows }: Warehouse) => rows('SELECT batch FROM sale ORDER BY batch').then((found) => found.flat())

describe.each(servers)('a COMMIT without an answer ($name)', ({ database }) => {
  describe.each(['batch marker', 'no marker'])('%s', (proof) => {
    test.each([
      ['arrived', 1],
      ['lost', 2],
      ['hanging', 2],
    ] as const)('%s: work is called %i times and is in once', async (fate, times) => {
      await using cut = await ownThroughProxy(database)
      const { warehouse, proxy, owner } = cut
      let calls = 0
      proxy.cutNextCommit(fate)
      const result = await owner.commit(proof === 'no marker' ? null : batch(2), async (session) => {
        await session.execute('INSERT INTO sale VALUES (2)')
        return ++calls
      })
      expect([result, calls]).toEqual([times, times])
      await owner.commit(batch(3), (session) => session.execute('INSERT INTO sale VALUES (3)'))
      expect(await sales(warehouse)).toEqual([1, 2, 3])
      const batches = (await warehouse.rows('SELECT batch FROM etl_batch ORDER BY batch')).flat()
      expect(batches).toEqual(proof === 'no marker' ? [1, 3] : [1, 2, 3])
    })

    test.each([
      ['arrived', 1],
      ['lost', 2],
      ['hanging', 2],
    ] as const)('%s, and the lock broke too: it is taken again first', async (fate, times) => {
      await using cut = await ownThroughProxy(database)
      const { warehouse, proxy, owner } = cut
      let calls = 0
      proxy.cutNextCommit(fate, async () => proxy.breakAll())
      await owner.commit(proof === 'no marker' ? null : batch(2), async (session) => {
        calls += 1
        await session.execute('INSERT INTO sale VALUES (2)')
      })
      expect(calls).toBe(times)
      expect(await sales(warehouse)).toEqual([1, 2])
      await expect(take(warehouse.log)).rejects.toMatchObject({ code: 'locked' })
    })
  })

  test.each(['lost', 'arrived', 'hanging'] as const)(
    '%s, but a statement inside the transaction: work is called again',
    async (fate) => {
      await using cut = await ownThroughProxy(database)
      const { warehouse, proxy, owner } = cut
      let calls = 0
      proxy.cutNext('INSERT INTO sale VALUES (2)', fate)
      await owner.commit(batch(2), async (session) => {
        calls += 1
        await session.execute('INSERT INTO sale VALUES (2)')
      })
      expect(calls).toBe(2)
      expect(await sales(warehouse)).toEqual([1, 2])
    },
  )

  test('the COMMIT with which the answer is sought is cut as well', async () => {
    await using cut = await ownThroughProxy(database)
    const { warehouse, proxy, owner } = cut
    let calls = 0
    proxy.cutNextCommit('arrived', async () => proxy.cutNextCommit('arrived'))
    await owner.commit(null, async (session) => {
      calls += 1
      await session.execute('INSERT INTO sale VALUES (2)')
    })
    await owner.commit(null, (session) => session.execute('INSERT INTO sale VALUES (3)'))
    expect(calls).toBe(1)
    expect(await sales(warehouse)).toEqual([1, 2, 3])
  })

  test.each([
    ['arrived', true, [1, 2]],
    ['arrived', false, [1, 2]],
    ['lost', true, [1]],
    ['lost', false, [1]],
    ['hanging', true, [1]],
    ['hanging', false, [1]],
  ] as const)('%s, and another took over meanwhile (still there: %s): fenced', async (fate, stays, expected) => {
    await using cut = await ownThroughProxy(database)
    const { warehouse, proxy, owner } = cut
    await using later = new AsyncDisposableStack()
    proxy.cutNextCommit(fate, async () => {
      await breakLock(warehouse)
      const younger = await takeUnit(warehouse.log, await start(warehouse.log), school)
      if (stays) later.use(younger)
      else await younger[Symbol.asyncDispose]()
    })
    let calls = 0
    const late = owner.commit(batch(2), async (session) => {
      calls += 1
      await session.execute('INSERT INTO sale VALUES (2)')
    })
    await expect(late).rejects.toMatchObject({ code: 'fenced' })
    expect(calls).toBe(1)
    expect(await sales(warehouse)).toEqual(expected)
  })
})

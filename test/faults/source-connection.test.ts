import { describe, expect, it } from 'vitest'
import { openEngine } from '../../loader/engine/index.ts'
import type { UnitOutcome } from '../../loader/load/index.ts'
import { degenerate, integer, measure, varchar } from '../../loader/schema/index.ts'
import { inRun, loadOne } from '../load/crash/load-units.ts'
import { drawFact, drawSource } from '../load/world/shapes.ts'
import { type CuttingProxy, cuttingProxy } from '../log/cutting-proxy.ts'
import { engines } from '../servers/index.ts'

const rows = 3000
const line = drawFact('line', {
  columns: { no: degenerate(integer()), words: measure(varchar(200)) },
  grain: ['no'],
  source: drawSource('item', { no: integer(), words: varchar(200) }),
})
/** Of the answers to the fact's query; some hundreds of bytes prove it before. */
const middle = 300_000

// DuckDB has no wire to cut.
describe.each(engines.filter(({ name }) => name !== 'duckdb'))('the connection to a source ($name)', ({ database }) => {
  const loaded = async (
    url: string,
    meddle: (proxy: CuttingProxy) => void,
    signal?: AbortSignal,
  ): Promise<UnitOutcome> => {
    await using proxy = await cuttingProxy(url)
    await using source = await openEngine(proxy.url)
    meddle(proxy)
    let outcome: UnitOutcome | undefined
    await inRun(url, '2020-01-01 00:00:00.000000', [
      async (open) => {
        outcome = await loadOne({ ...open, source }, line, [], signal)
      },
    ])
    if (outcome === undefined) throw new Error('Nothing was loaded.')
    return outcome
  }
  const lines = async (url: string) => {
    await using engine = await openEngine(url)
    await using session = await engine.connect()
    const count = Number((await session.query('SELECT COUNT(*) FROM line'))[0]?.[0])
    return { count, left: await session.tablesLike('line__') }
  }

  it('slow: every row; cut in the middle of a result, or silent until the load is cancelled: nothing is published', async () => {
    await using own = await database()
    {
      await using engine = await openEngine(own.url)
      await using session = await engine.connect()
      await session.execute('CREATE TABLE item (no integer, words varchar(200))')
      const words = 'x'.repeat(180)
      const values = Array.from({ length: rows }, (_, no) => `(${no}, '${words}')`)
      await session.execute(`INSERT INTO item VALUES ${values.join(', ')}`)
    }
    expect(await loaded(own.url, (proxy) => proxy.slowDown(700))).toMatchObject({
      status: 'done',
      counts: { new: rows },
    })
    expect(await loaded(own.url, (proxy) => proxy.breakAnswer(middle, 'ends'))).toMatchObject({
      status: 'failed',
      error: { code: expect.stringMatching(/^(connection-lost|cut-short)$/), transient: true },
    })
    expect(await lines(own.url)).toMatchObject({ count: rows })
    const cancel = new AbortController()
    const silent = (proxy: CuttingProxy) => proxy.breakAnswer(middle, 'hangs', () => cancel.abort())
    expect(await loaded(own.url, silent, cancel.signal)).toMatchObject({ status: 'cancelled' })
    expect(await loaded(own.url, () => undefined)).toMatchObject({ status: 'done', counts: { new: rows } })
    expect(await lines(own.url)).toEqual({ count: rows, left: [] })
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import config from '../../../config.ts'
import { type Star, starOf } from '../../load/crash/star-of.ts'
import { redisDatabase } from '../../servers/index.ts'
import { keysOf } from './keys-of.ts'
import { findingsOf, loadAtOnce, unitsOf } from './load-at-once.ts'
import { many } from './many.ts'
import { openQueuedStar } from './queued-star.ts'
import { type ServerEngine, serverEngines } from './server-engines.ts'
import { makeSource, type SampleSource } from './source-of.ts'

const executionTime = '2026-01-01 00:00:00.000000'
const all = unitsOf(config)
const rootConfig = new URL('../../../config.ts', import.meta.url).href
const here = serverEngines.filter(({ isHere }) => isHere)
const wanted = many ? here : here.slice(0, 1)

const overlapping = `
  SELECT COUNT(*) FROM etl_unit_run a
  JOIN etl_unit_run b ON a.unit < b.unit AND a.started_at < b.finished_at AND b.started_at < a.finished_at`

const workersOf = (engine: ServerEngine) => () => {
  const stack = new AsyncDisposableStack()
  let source: SampleSource
  let clean: { readonly star: Star; readonly keys: readonly string[] }

  beforeAll(async () => {
    source = stack.use(await makeSource(engine, 0.2))
    await using database = await engine.database()
    const warehouse = { ...config, sources: { marketplace: source.url }, warehouse: database.url }
    await loadAtOnce(warehouse, executionTime)
    clean = { star: await starOf(database.url, all), keys: await keysOf(database.url, all) }
  })
  afterAll(() => stack.disposeAsync())

  it.each(many ? [1, 2, 4, 8] : [2])(
    '%i of them: the tables of a run without a queue',
    { timeout: 300_000 },
    async (count) => {
      await using database = await engine.database()
      await using redis = await redisDatabase()
      await using star = await openQueuedStar({
        warehouse: database.url,
        config: `export { default } from '${rootConfig}'\n`,
        env: { SOURCE_URL: source.url, WAREHOUSE_URL: database.url, REDIS_URL: redis.url },
      })
      const workers = Array.from({ length: count }, () => star.start())
      await Promise.all(workers.map(({ ready }) => ready))
      expect(await star.refresh(executionTime)).toMatchObject({
        status: 0,
        units: Object.fromEntries(all.map(({ name }) => [name, 'done'])),
        stderr: '',
      })
      expect(await starOf(database.url, all)).toEqual(clean.star)
      // One fact alone makes members, so that the keys do not hang on who was faster.
      expect(await keysOf(database.url, all)).toEqual(clean.keys)
      expect(await findingsOf({ ...config, warehouse: database.url })).toEqual([])
      // Each has loaded a unit: the lock's row says who had it last. One may find none left where the others have most of the machine.
      const owners = new Set<number>()
      for (let again = 0; ; again++) {
        for (const pid of await star.ask('SELECT DISTINCT pid FROM etl_lock')) owners.add(Number(pid))
        if (owners.size >= count || again === 3) break
        await star.refresh(executionTime)
      }
      expect([...owners].sort()).toEqual(workers.map(({ pid }) => pid).sort())
      expect((await star.ask(overlapping)).map(Number)).toEqual([
        count === 1 ? 0 : expect.toSatisfy((n: number) => n > 0),
      ])
      for (const worker of workers) worker.signal('SIGTERM')
      for (const worker of workers) expect(await worker.ended(), worker.told).toBe(0)
    },
  )
}

for (const engine of serverEngines)
  describe.skipIf(!wanted.includes(engine))(
    `the example's refresh by worker processes (${engine.name})`,
    workersOf(engine),
  )

import { describe, it } from 'vitest'
import { Random } from '../../../sample/random.ts'
import { starOf } from '../../load/crash/star-of.ts'
import { redisDatabase } from '../../servers/index.ts'
import { configText, exampleAt } from './example-at.ts'
import { type Kill, killAtRandom, killInBatches } from './kill-workers.ts'
import { findingsOf, loadAtOnce, unitsOf } from './load-at-once.ts'
import { many } from './many.ts'
import { openQueuedStar } from './queued-star.ts'
import { serverEngines } from './server-engines.ts'
import { makeSource } from './source-of.ts'

/** Units whose worker was killed: on each engine, and in one refresh at most. */
const [enough, inOne] = [27, 7]
const seed = 20261120

describe.concurrent('workers that are killed while refreshes run, day after day', () => {
  it.for(serverEngines)(
    '$name: the tables of a run without a queue',
    { timeout: 600_000 },
    async (engine, { expect, skip }) => {
      skip(!many, 'npm run test:queue')
      skip(!engine.isHere, 'its server or Redis is not installed')
      const random = Random.of(seed, engine.name)
      await using source = await makeSource(engine, 0.4)
      await using once = await engine.database()
      await using database = await engine.database()
      await using redis = await redisDatabase()
      const places = { source: source.url, warehouse: database.url, redis: redis.url }
      const clean = exampleAt({ ...places, warehouse: once.url })
      const all = unitsOf(clean)
      await using star = await openQueuedStar({ warehouse: database.url, config: configText(places) })
      for (const worker of [star.start(), star.start(), star.start()]) await worker.ready
      const count = async (what: string) => Number(await star.ask(`SELECT COUNT(*) FROM etl_unit_run WHERE ${what}`))

      // The run log knows whose process ended; one that was killed when its last word was said already does not count.
      const interrupted = () => count("status = 'failed' AND error LIKE 'Its process ended%'")
      for (let day = 1; (await interrupted()) < enough; day++) {
        const executionTime = `2026-01-${String(day).padStart(2, '0')} 00:00:00.000000`
        if (day > 1) await source.evolve()
        await loadAtOnce(clean, executionTime)
        const ended = new AbortController()
        const refresh = star.refresh(executionTime).finally(() => ended.abort())
        const [first, others] = await Promise.all([
          killInBatches(star, 'product_sale', ended.signal),
          killAtRandom(star, random, inOne, ended.signal),
        ])
        const kills: readonly Kill[] = [first, ...others]
        const told = `day ${day}, seed ${seed}, killed at ${kills.map((kill) => kill ?? 'no unit').join(', ')}`
        expect(await refresh, told).toMatchObject({
          status: 0,
          units: Object.fromEntries(all.map(({ name }) => [name, 'done'])),
        })
        expect(await starOf(database.url, all), told).toEqual(await starOf(once.url, all))
      }
      expect(await findingsOf(exampleAt(places))).toEqual([])
      expect(await star.ask("SELECT run_id FROM etl_run WHERE status <> 'done'")).toEqual([])
      // No unit was loaded twice by one refresh, but where its worker was killed when its table was swapped in and it had not said so yet: the next one says it.
      const twice = `
      SELECT a.run_id, a.unit FROM etl_unit_run a
      JOIN etl_unit_run b ON b.run_id = a.run_id AND b.unit = a.unit AND b.started_at >= a.finished_at
      WHERE a.status = 'done' AND b.status = 'done' AND a.unit_number <> b.unit_number`
      expect(await star.ask(twice)).toEqual([])
      // Some were gone on with after the last key that was in.
      expect(await count(`notes LIKE '%"resumed":%'`)).toBeGreaterThan(0)
    },
  )
})

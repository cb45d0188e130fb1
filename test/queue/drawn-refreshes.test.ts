import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DatabaseError } from '../../loader/errors/index.ts'
import type { DimensionShape, UnitDefinition } from '../../loader/model/index.ts'
import { enqueueRefresh } from '../../loader/queue/index.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { duckdbDatabase } from '../servers/index.ts'
import { hurry } from './hurry.ts'
import { openStand } from './open-stand.ts'
import { dimensionOf, factOf } from './stand-units.ts'

type Fate = 'done' | 'failed' | 'failed once'

/** Some dimensions and facts, what becomes of each, and how the workers are. */
const drawn = fc.record({
  dimensions: fc.array(fc.constantFrom<Fate>('done', 'done', 'done', 'failed', 'failed once'), {
    minLength: 1,
    maxLength: 5,
  }),
  facts: fc.array(
    fc.record({ needs: fc.array(fc.nat(4), { maxLength: 3 }), fate: fc.constantFrom<Fate>('done', 'done', 'failed') }),
    { maxLength: 4 },
  ),
  workers: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
  /** After so many units one worker leaves for good, and its work goes to the others. */
  leaves: fc.option(fc.nat(3)),
})

describeRedis('any refresh', () => {
  test('by any workers, whatever fails: each unit is done once or told as failed, or what it needs was not done', async () => {
    const property = fc.asyncProperty(drawn, async ({ dimensions, facts, workers, leaves }) => {
      const reads: string[] = []
      let leave = async () => {}
      const read = (name: string, fate: Fate) => () => {
        const times = reads.filter((one) => one === name).length
        reads.push(name)
        if (reads.length - 1 === leaves) void leave()
        if (fate === 'failed') throw new DatabaseError('no-table', `There is no table ${name}.`)
        if (fate === 'failed once' && times === 0) throw new DatabaseError('lost', 'It was lost.', { transient: true })
      }
      const dims = dimensions.map((fate, at) => dimensionOf(`d${at}`, read(`d${at}`, fate)))
      const needs = facts.map((fact) =>
        [...new Set(fact.needs)].map((at) => dims[at]).filter((one): one is DimensionShape => one !== undefined),
      )
      const factUnits = facts.map(({ fate }, at) => factOf(`f${at}`, needs[at] ?? [], read(`f${at}`, fate)))
      const units: readonly UnitDefinition[] = [...factUnits, ...dims]

      await using stand = await openStand(duckdbDatabase, units)
      const open = await Promise.all(workers.map((concurrency) => stand.work({ concurrency })))
      if (open.length > 1) leave = async () => await open[0]?.leave(0)
      const ended = await (async () => {
        const task = await enqueueRefresh(stand.broker, {}, 'test')
        // What passes by itself need not wait to be tried again.
        const timer = setInterval(() => void hurry(stand.broker).catch(() => undefined), 50)
        try {
          return await stand.ended(task)
        } finally {
          clearInterval(timer)
        }
      })()

      const fates = new Map<string, Fate>([
        ...dimensions.map((fate, at) => [`d${at}`, fate] as const),
        ...facts.map(({ fate }, at) => [`f${at}`, fate] as const),
      ])
      const lost = (name: string) => fates.get(name) === 'failed'
      const skipped = factUnits.filter((_, at) => needs[at]?.some(({ name }) => lost(name))).map(({ name }) => name)
      const expected = units.filter(({ name }) => !lost(name) && !skipped.includes(name)).map(({ name }) => name)
      const run = await stand.run()
      const done = run.units.filter(({ status }) => status === 'done').map(({ unit }) => unit)
      expect(done.toSorted()).toEqual(expected.toSorted())
      const allDone = expected.length === units.length
      expect([ended.state, run.status]).toEqual(allDone ? ['done', 'done'] : ['failed', 'failed'])
      for (const name of skipped) expect(reads).not.toContain(name)
      if (ended.state === 'done') expect((ended.result as readonly unknown[][]).flat()).toHaveLength(units.length)
      else expect(ended.state === 'failed' ? ended.error.message : '').toMatch(/^Run 1: /)
      for (const name of expected.filter((one) => one.startsWith('f')))
        expect(await stand.rows(`SELECT COUNT(*) FROM ${name}`)).toEqual(['4'])
    })
    await fc.assert(property, { numRuns: 6 })
  })
})

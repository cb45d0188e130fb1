import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planUnits } from '../../loader/etl/index.ts'
import { nextUnits, type UnitStanding } from '../../loader/queue/refresh/next-units.ts'
import { drawnGraph, needsClosure } from '../etl/drawn-graph.ts'

/** A graph, which units will fail, and whose turn it is each time that several are at work. */
const drawnRefresh = drawnGraph.chain((graph) =>
  fc.record({
    units: fc.constant(planUnits(graph, { select: [], exclude: [], kinds: new Set(['dimension', 'fact']) }).units),
    fails: fc.subarray(graph.map(({ name }) => name)).map((names): ReadonlySet<string> => new Set(names)),
    turns: fc.array(fc.nat(), { minLength: 1, maxLength: 10 }),
  }),
)

describe('what a refresh does next', () => {
  test('any graph, whatever fails and in whatever order units end: each is begun once, after what it needs, or lies behind a failure', () => {
    const property = fc.property(drawnRefresh, ({ units: planned, fails, turns }) => {
      // As a refresh is planned: of what a unit needs, the units that are loaded too.
      const names = new Set(planned.map(({ name }) => name))
      const units = planned.map((unit) => ({ ...unit, needs: unit.needs.filter((need) => names.has(need)) }))
      const closure = needsClosure(units)
      const behindFailure = (name: string) =>
        [...fails].some((failed) => names.has(failed) && closure.has(`${name}>${failed}`))

      const standing = new Map<string, UnitStanding>()
      const begun: string[] = []
      for (let step = 0; ; step++) {
        const next = nextUnits(units, standing)
        // One who is killed here and another who looks again see the same.
        expect(nextUnits(units, standing)).toEqual(next)
        for (const [name, because] of next.skipped) {
          expect(because.length).toBeGreaterThan(0)
          for (const need of because) expect(standing.get(need) === 'ended' || next.skipped.has(need)).toBe(true)
          expect(standing.get(name)).toBeUndefined()
        }
        for (const name of next.begin) {
          for (const need of names) if (closure.has(`${name}>${need}`)) expect(standing.get(need)).toBe('done')
          standing.set(name, 'queued')
          begun.push(name)
        }
        const atWork = [...names].filter((name) => standing.get(name) === 'queued')
        expect(next.over).toBe(atWork.length === 0)
        if (next.over) {
          expect(new Set(next.skipped.keys())).toEqual(new Set([...names].filter(behindFailure)))
          break
        }
        // Nobody waits without need: all that may be at work is.
        for (const { name, needs } of units)
          if (needs.every((need) => standing.get(need) === 'done')) expect(standing.get(name)).toBeDefined()
        const ending = atWork[(turns[step % turns.length] ?? 0) % atWork.length] ?? ''
        standing.set(ending, fails.has(ending) ? 'ended' : 'done')
      }
      expect([...begun].sort()).toEqual([...names].filter((name) => !behindFailure(name)).sort())
    })
    fc.assert(property, { numRuns: 500 })
  })

  test.each<
    [
      string,
      Readonly<Record<string, UnitStanding>>,
      readonly string[],
      Readonly<Record<string, readonly string[]>>,
      boolean,
    ]
  >([
    ['begins what needs nothing', {}, ['day', 'shop'], {}, false],
    ['waits for what is at work', { day: 'queued', shop: 'queued' }, [], {}, false],
    ['does not wait for what a unit does not need', { day: 'queued', shop: 'done' }, ['visit'], {}, false],
    [
      'gives up what lies behind a failure',
      { day: 'ended', shop: 'queued' },
      [],
      { sale: ['day'], target: ['sale'] },
      false,
    ],
    [
      'is over when nothing is left',
      { day: 'ended', shop: 'done', visit: 'done' },
      [],
      { sale: ['day'], target: ['sale'] },
      true,
    ],
    [
      'is over when all have ended',
      { day: 'done', shop: 'done', visit: 'ended', sale: 'done', target: 'done' },
      [],
      {},
      true,
    ],
  ])('%s', (_, standing, begin, skipped, over) => {
    const units = [
      { name: 'day', needs: [] },
      { name: 'shop', needs: [] },
      { name: 'visit', needs: ['shop'] },
      { name: 'sale', needs: ['day', 'shop'] },
      { name: 'target', needs: ['sale'] },
    ]
    const next = nextUnits(units, new Map(Object.entries(standing)))
    expect({ ...next, skipped: Object.fromEntries(next.skipped) }).toEqual({ begin, skipped, over })
  })

  test('a refresh of nothing is over', () => {
    expect(nextUnits([], new Map()).over).toBe(true)
  })
})

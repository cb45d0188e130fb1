import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inThreads } from '../../loader/etl/in-threads.ts'
import type { UnitNode } from '../../loader/etl/index.ts'
import { node } from './drawn-graph.ts'
import { outcome } from './unit-results.ts'

/** Units that end when they are told to; keeps what began, what was known then, and how many ran at once. */
function stage() {
  const ends = new Map<string, { readonly end: () => void; readonly fail: (error: Error) => void }>()
  const begun: string[] = []
  let most = 0
  const work = async ({ name }: UnitNode, before: readonly { readonly unit: string }[]) => {
    begun.push([name, ...before.map(({ unit }) => unit).sort()].join(' '))
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    ends.set(name, { end: resolve, fail: reject })
    most = Math.max(most, ends.size)
    await promise.finally(() => ends.delete(name))
    return outcome(name)
  }
  return { begun, ends, work, most: () => most }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('units at once', () => {
  const graph = [
    node('date'),
    node('user'),
    node('brand'),
    node('f_sale', ['date', 'user']),
    node('f_brand', ['brand']),
  ]

  it('one thread: one after another, in order, whatever they need', async () => {
    const { begun, ends, work } = stage()
    const all = inThreads(graph, 1, work)
    for (const name of ['date', 'user', 'brand', 'f_sale', 'f_brand']) {
      await settled()
      expect([...ends.keys()]).toEqual([name])
      ends.get(name)?.end()
    }
    expect((await all).map(({ unit }) => unit)).toEqual(['date', 'user', 'brand', 'f_sale', 'f_brand'])
    expect(begun).toHaveLength(5)
  })

  it('two threads: a fact begins when its own dimensions have ended', async () => {
    const { begun, ends, work } = stage()
    const all = inThreads(graph, 2, work)
    const end = async (name: string) => {
      ends.get(name)?.end()
      await settled()
    }
    await settled()
    expect([...ends.keys()]).toEqual(['date', 'user'])
    await end('date')
    expect([...ends.keys()]).toEqual(['user', 'brand'])
    await end('brand')
    expect([...ends.keys()]).toEqual(['user', 'f_brand'])
    await end('user')
    expect(begun.at(-1)).toBe('f_sale brand date user')
    await end('f_brand')
    await end('f_sale')
    expect((await all).map(({ unit }) => unit)).toEqual(['date', 'user', 'brand', 'f_sale', 'f_brand'])
  })

  it('after a bug nothing begins, and what runs is waited for', async () => {
    const { begun, ends, work } = stage()
    const all = inThreads(graph, 2, work)
    await settled()
    ends.get('user')?.fail(new Error('a bug'))
    const told = expect(all).rejects.toThrow('a bug')
    await settled()
    expect([...ends.keys()]).toEqual(['date'])
    ends.get('date')?.end()
    await told
    expect(begun).toHaveLength(2)
  })

  it('every unit once, never more at once than threads, none before what it needs', async () => {
    const graphs = fc
      .array(fc.array(fc.nat(8), { maxLength: 3 }), { maxLength: 9 })
      .map((needs) =>
        needs.map((of, at) =>
          node(`u${at}`, [...new Set(of.filter((other) => other < at).map((other) => `u${other}`))]),
        ),
      )
    await fc.assert(
      fc.asyncProperty(
        graphs,
        fc.integer({ min: 1, max: 4 }),
        fc.infiniteStream(fc.nat(3)),
        async (nodes, threads, picks) => {
          const { begun, ends, work, most } = stage()
          const all = inThreads(nodes, threads, work)
          await settled()
          while (ends.size > 0) {
            const names = [...ends.keys()]
            ends.get(names[(picks.next().value as number) % names.length] ?? '')?.end()
            await settled()
          }
          expect((await all).map(({ unit }) => unit)).toEqual(nodes.map(({ name }) => name))
          expect(most()).toBeLessThanOrEqual(threads)
          for (const line of begun) {
            const [name, ...before] = line.split(' ')
            expect(before).toEqual(expect.arrayContaining([...(nodes.find((one) => one.name === name)?.needs ?? [])]))
          }
        },
      ),
    )
  })
})

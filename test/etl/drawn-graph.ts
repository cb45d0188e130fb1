import fc from 'fast-check'
import type { UnitNode } from '../../loader/etl/index.ts'

/** A unit for tests; names that begin with `f_` are facts. */
export function node(name: string, needs: readonly string[] = [], more: Partial<UnitNode> = {}): UnitNode {
  return { name, kind: name.startsWith('f_') ? 'fact' : 'dimension', tags: [], active: true, needs, ...more }
}

const tags = fc.uniqueArray(fc.constantFrom('daily', 'heavy', 'money'), { maxLength: 2 })

/** Any graph without circles: dimensions that need earlier dimensions, facts that need dimensions; listed in any order. */
export const drawnGraph: fc.Arbitrary<readonly UnitNode[]> = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 4 }))
  .chain(([dimensions, facts]) => {
    const names = Array.from({ length: dimensions }, (_, i) => `d_${'abcdef'[i]}`)
    const dims = names.map((name, i) => drawnUnit(name, names.slice(0, i)))
    const rest = Array.from({ length: facts }, (_, i) => drawnUnit(`f_${'wxyz'[i]}`, names))
    return fc.tuple(...dims, ...rest)
  })
  .chain((nodes) => fc.shuffledSubarray([...nodes], { minLength: nodes.length }))

function drawnUnit(name: string, before: readonly string[]): fc.Arbitrary<UnitNode> {
  return fc
    .record({ needs: fc.subarray([...before]), tags, active: fc.boolean() })
    .map(({ needs, ...more }) => node(name, needs, more))
}

/** Every pair (unit, what it needs in any number of steps), by squaring until nothing is added: the oracle's way. */
export function needsClosure(graph: readonly UnitNode[]): ReadonlySet<string> {
  const pairs = new Set(graph.flatMap((one) => one.needs.map((need) => `${one.name}>${need}`)))
  for (let size = -1; size !== pairs.size; ) {
    size = pairs.size
    for (const a of [...pairs]) {
      for (const b of [...pairs]) {
        const [from, via] = a.split('>')
        const [start, to] = b.split('>')
        if (via === start) pairs.add(`${from}>${to}`)
      }
    }
  }
  return pairs
}

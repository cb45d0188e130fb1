import type { UnitResult } from './result.ts'
import type { UnitNode } from './unit-graph.ts'

/**
 * Works on units, at most `threads` at once, each as soon as what it needs of them has ended; of those that may begin the first in order does. `work` is
 * given the results so far. When it throws, no further unit begins; what runs is waited for, then the first error is thrown.
 */
export async function inThreads(
  nodes: readonly UnitNode[],
  threads: number,
  work: (node: UnitNode, before: readonly UnitResult[]) => Promise<UnitResult>,
): Promise<readonly UnitResult[]> {
  const planned = new Set(nodes.map(({ name }) => name))
  const waiting = [...nodes]
  const running = new Map<string, Promise<void>>()
  const results = new Map<string, UnitResult>()
  const failures: unknown[] = []
  const isReady = ({ needs }: UnitNode) => needs.every((name) => results.has(name) || !planned.has(name))
  const begin = (node: UnitNode): void => {
    const ended = work(node, [...results.values()])
      .then((result) => void results.set(node.name, result))
      .catch((error: unknown) => void failures.push(error))
      .finally(() => running.delete(node.name))
    running.set(node.name, ended)
  }
  for (;;) {
    while (failures.length === 0 && running.size < threads) {
      const next = waiting.findIndex(isReady)
      if (next < 0) break
      for (const node of waiting.splice(next, 1)) begin(node)
    }
    if (running.size === 0) break
    await Promise.race(running.values())
  }
  if (failures.length > 0) throw failures[0]
  return nodes.flatMap(({ name }) => results.get(name) ?? [])
}

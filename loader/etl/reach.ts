import type { UnitNode } from './unit-graph.ts'

/** What a unit needs, directly and through others; without itself. */
export function ancestors(graph: readonly UnitNode[], name: string): ReadonlySet<string> {
  const needs = new Map(graph.map((node) => [node.name, node.needs]))
  return reach(name, (at) => needs.get(at) ?? [])
}

/** What needs a unit, directly and through others; without itself. */
export function descendants(graph: readonly UnitNode[], name: string): ReadonlySet<string> {
  return reach(name, (at) => graph.filter((node) => node.needs.includes(at)).map((node) => node.name))
}

function reach(start: string, next: (name: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  const open = [...next(start)]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue
    found.add(name)
    open.push(...next(name))
  }
  return found
}

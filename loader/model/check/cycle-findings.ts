import type { DimensionShape } from '../shapes.ts'

/** Dimensions that need each other in a circle, so that none can be loaded first; each circle is told once, by its path. */
export function cycleFindings(dimensions: readonly DimensionShape[]): readonly string[] {
  const needs = new Map(
    dimensions.map(({ name, lookups }) => [name, Object.values(lookups).map(({ dimension }) => dimension.name)]),
  )
  const found = new Map<string, string>()
  const visit = (name: string, path: readonly string[]): void => {
    if (!path.includes(name)) {
      for (const needed of needs.get(name) ?? []) visit(needed, [...path, name])
      return
    }
    const circle = path.slice(path.indexOf(name))
    const key = circle.toSorted().join(' ')
    // A dimension that looks itself up is told by that lookup.
    if (circle.length === 1 || found.has(key)) return
    const told = [...circle, name].join(' → ')
    found.set(key, `Dimensions look each other up in a circle: ${told}. Take one of these lookups out.`)
  }
  for (const { name } of dimensions) visit(name, [])
  return [...found.values()]
}

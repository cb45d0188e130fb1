import { importsOf, type Tree } from './imports-of.ts'

/** Import circles, types included: each as its path, once. */
export function circles(tree: Tree): readonly string[] {
  const found = new Map<string, string>()
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]): void => {
    const seen = trail.indexOf(path)
    if (seen >= 0) {
      const circle = trail.slice(seen)
      found.set([...circle].sort().join(), `${[...circle, path].join(' → ')}: a circle`)
      return
    }
    if (done.has(path)) return
    for (const next of importsOf(path, tree.get(path) ?? '')) if (tree.has(next)) visit(next, [...trail, path])
    done.add(path)
  }
  for (const path of tree.keys()) visit(path, [])
  return [...found.values()]
}

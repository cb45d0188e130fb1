import { DefinitionError } from '../errors/index.ts'
import { glob, isGlob } from './glob.ts'
import { knownInstead, listed } from './known-instead.ts'
import { ancestors, descendants } from './reach.ts'
import { parseSelection, type Selector } from './selector.ts'
import type { UnitNode } from './unit-graph.ts'

/** The values of `--select` and `--exclude` as typed; an empty select means all. */
export interface Selection {
  readonly select: readonly string[]
  readonly exclude: readonly string[]
}

/**
 * The names of the units that a selection picks, inactive ones too (the plan leaves those out). Pure.
 * Throws DefinitionError 'unknown-unit' that names every value which picks nothing, each with the nearest known name.
 */
export function selectUnits(graph: readonly UnitNode[], selection: Selection): ReadonlySet<string> {
  const complaints: string[] = []
  const picked =
    selection.select.length === 0
      ? new Set(graph.map((node) => node.name))
      : pick(graph, selection.select, '--select', complaints)
  const left = pick(graph, selection.exclude, '--exclude', complaints)
  if (complaints.length > 0) throw new DefinitionError('unknown-unit', complaints.join('\n'))
  return new Set([...picked].filter((name) => !left.has(name)))
}

function pick(graph: readonly UnitNode[], values: readonly string[], flag: string, complaints: string[]): Set<string> {
  const union = new Set<string>()
  for (const terms of parseSelection(values)) {
    const sets = terms.map((term) => {
      const found = matches(graph, term)
      if (found.length === 0) complaints.push(complaint(graph, term, flag))
      return reached(graph, term, found)
    })
    for (const name of sets[0] ?? []) if (sets.every((set) => set.has(name))) union.add(name)
  }
  return union
}

function matches(graph: readonly UnitNode[], { method, value }: Selector): readonly string[] {
  const fits = isGlob(value) ? glob(value) : (text: string) => text === value
  const texts = (node: UnitNode) => (method === 'name' ? [node.name] : method === 'tag' ? node.tags : [node.kind])
  return graph.filter((node) => texts(node).some(fits)).map((node) => node.name)
}

function reached(graph: readonly UnitNode[], term: Selector, names: readonly string[]): Set<string> {
  const all = new Set(names)
  for (const name of names) {
    if (term.ancestors) for (const other of ancestors(graph, name)) all.add(other)
    if (term.descendants || term.whole) for (const other of descendants(graph, name)) all.add(other)
  }
  if (term.whole) for (const name of [...all]) for (const other of ancestors(graph, name)) all.add(other)
  return all
}

function complaint(graph: readonly UnitNode[], { text, method, value }: Selector, flag: string): string {
  const known =
    method === 'name'
      ? graph.map((node) => node.name)
      : method === 'tag'
        ? [...new Set(graph.flatMap((node) => node.tags))]
        : ['dimension', 'fact']
  const what = method === 'name' ? 'unit' : method
  if (isGlob(value)) return `${flag} ${text}: no ${what} matches "${value}". ${listed(known, what)}`
  return `${flag} ${text}: there is no ${what} "${value}". ${knownInstead(value, known, what)}`
}

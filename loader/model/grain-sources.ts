import type { FactShape } from './shapes.ts'

/** The source columns that fill a fact's grain: those of its degenerates, and the natural keys of its references; each once. */
export function grainSources({ table, from, lookups }: FactShape): readonly string[] {
  const names = table.grain.flatMap((column) => {
    const lookup = lookups[column]
    return lookup === undefined ? (from[column] ?? []) : Object.values(lookup.on)
  })
  return [...new Set(names)]
}

/** Whether misses of the fact's lookups are kept and mended by the next load (KIMBALL.md, Mending). */
export function isMended({ refresh, lookups }: FactShape): boolean {
  return (
    refresh.mode === 'incremental' &&
    Object.values(lookups).some(({ missing }) => missing === 'unknown' || missing === 'infer')
  )
}

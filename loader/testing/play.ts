import { AssertionError } from 'node:assert'
import type { UnitDefinition } from '../model/index.ts'
import { openStar, type Star } from './star.ts'
import { readStory, type Step } from './story.ts'

export interface PlayOptions {
  /** The warehouse's URL; default: a DuckDB in memory, of this story alone. */
  readonly warehouse?: string
  /** Does each load twice and demands that the second time not a row differs. Default false. */
  readonly again?: boolean
  /** As `--lookup-memory`, in bytes: a few of them make a load look up and pair in the warehouse. Default: 256 MiB. */
  readonly lookupMemory?: number
}

/**
 * Plays a story of drawn tables: what the units' sources give, what stands in the warehouse, a load, what stands there after it. docs/testing.md
 * tells the form. Throws AssertionError with the difference as a table, DefinitionError 'bad-drawing' for what cannot be read.
 */
export async function play(units: readonly UnitDefinition[], story: string, options: PlayOptions = {}): Promise<void> {
  const steps = readStory(story)
  if (!steps.some(({ kind }) => kind === 'after' || kind === 'counts' || kind === 'rejects'))
    throw new AssertionError({ message: 'This story compares nothing: draw "after TABLE", or say "counts UNIT: …".' })
  await using star = await openStar(units, options)
  for (const step of steps) await take(star, step, options.again ?? false)
}

async function take(star: Star, step: Step, again: boolean): Promise<void> {
  switch (step.kind) {
    case 'source':
      return star.source(step.name, step.table)
    case 'before':
      return await star.put(step.name, step.table)
    case 'after':
      return await star.compare(step.name, step.table)
    case 'counts':
      return star.compareCounts(step.name, step.counts)
    case 'rejects':
      return await star.compareRejects(step.name, step.table)
    case 'load': {
      await star.load(step)
      if (again) await loadAgain(star, step)
    }
  }
}

/** The second load's counts and rejects are not looked at: what the story compares is the first one's. */
async function loadAgain(star: Star, step: Step & { readonly kind: 'load' }): Promise<void> {
  const before = await star.snapshot()
  await star.load(step, { forget: true })
  const after = await star.snapshot()
  for (const [table, rows] of before) {
    const now = after.get(table) ?? []
    const [gone] = rows.filter((row) => !now.includes(row))
    const [come] = now.filter((row) => !rows.includes(row))
    if (gone === undefined && come === undefined) continue
    throw new AssertionError({
      message: `${table}: the same load once more wrote.\n- ${gone ?? '(no row)'}\n+ ${come ?? '(no row)'}`,
    })
  }
}

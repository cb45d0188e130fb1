import type { LoadContext } from '../context.ts'
import { heedRejects } from '../reject-limits.ts'
import { assertSum } from '../unit-counts.ts'
import type { LoadState } from '../unit-state.ts'
import { guardDeletes } from './delete-guard.ts'
import type { DimensionChanges } from './dimension-changes.ts'
import type { DimensionLoad } from './dimension-load.ts'
import { tellChanges } from './tell-changes.ts'

/** How often a dimension is read again because others inserted members meanwhile. */
export const attempts = 5

/** What is known of all of a load's changes, wherever the changes themselves are. */
export type ChangeCounts = Pick<DimensionChanges, 'counts' | 'spliced' | 'closed' | 'reopened' | 'filled' | 'current'>

/** Tells what a load is about to publish, and throws where limits and circuit breakers forbid it. `sent`: versions to insert and change. */
export function heedChanges(
  { dimension, references }: DimensionLoad,
  context: LoadContext,
  state: LoadState,
  changes: ChangeCounts,
  behind: Readonly<Record<string, number>>,
  sent: number,
): void {
  const { counts } = changes
  state.counts = counts
  tellChanges(state.notes, changes, references, behind)
  assertSum(dimension.name, counts)
  state.warned = heedRejects(dimension.name, counts, dimension.rejects ?? context.rejects)
  if (context.acceptDeletes !== true) guardDeletes(dimension, { ...changes, read: counts.read })
  context.progress({ unit: dimension.name, phase: 'publishing', read: counts.read, sent })
  context.signal.throwIfAborted()
}

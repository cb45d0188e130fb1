import { availableParallelism } from 'node:os'
import type { Capabilities } from '../../engine/index.ts'
import type { LoadContext } from '../context.ts'
import { findCuts } from '../extract/find-cuts.ts'
import type { FactParts } from './fact-parts.ts'

/** Where nobody says how many: more than two were not measured. */
const usualRanges = 2
/** Keys of a range at least, where nobody says how many. */
const usualWidth = 100_000n

/** Key ranges that are read and loaded at once, at most: where the server's bulk load is one thread, and there are cores for two. */
export function rangesAtOnce({ loadsGainTogether }: Capabilities, { ranges }: Pick<LoadContext, 'ranges'>): number {
  return ranges ?? (loadsGainTogether ? Math.min(usualRanges, availableParallelism()) : 1)
}

/**
 * Where the key of a source with `partition` is cut into ranges that are loaded at once; none where it is read in one: a window, whose rows are few, a sample, a key
 * that does not begin with a whole number, or has too few of them to gain. A load that goes on has its ranges already.
 */
export async function chooseCuts({ fact, context, reading, progress }: FactParts): Promise<readonly string[]> {
  if (progress.begun !== null) return progress.begun
  const { ranges, signal, sample, warehouse } = context
  const count = rangesAtOnce(warehouse.capabilities, context)
  const { source } = fact
  if (count < 2 || reading !== null || sample !== undefined || source.partition === undefined) return []
  const leastWidth = ranges === undefined ? usualWidth : 1n
  return await findCuts(fact, await context.source(source.from), { count, leastWidth }, signal)
}

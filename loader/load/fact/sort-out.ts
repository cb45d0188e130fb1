import type { Marker, RejectedRow, UnitCounts } from '../../log/index.ts'
import { heedRejects } from '../reject-limits.ts'
import { type Compared, compareWithLive } from './compare-with-live.ts'
import type { FactParts } from './fact-parts.ts'
import type { ResumePoint } from './resume-point.ts'
import { type Settled, settleDuplicates } from './settle-duplicates.ts'

type SettledCounts = Omit<Settled, 'rejects'>
type ComparedCounts = Omit<Compared, 'rejects'>

/**
 * Sorts out rows of one grain and compares those of a window with the live table, each in a transaction with its marker; what an interrupted load has
 * done of it is done. Sets the unit's counts. Gives the rows that the stage had before the comparison.
 */
export async function sortOut(parts: FactParts, loaded: number, whole: boolean): Promise<number> {
  const { fact, owner, context, state, columns, tables, progress } = parts
  const limits = fact.rejects ?? context.rejects
  const ofBatches = state.counts
  const most = limits.fail * ofBatches.read - ofBatches.rejected

  // Stored as left out of what is published, unless they are too many and nothing is.
  const proved = (steps: Pick<ResumePoint, 'settled' | 'compared'>, rejects: readonly RejectedRow[]): Marker => {
    state.rejects = rejects
    state.counts = countsAfter(ofBatches, steps.settled ?? progress.settled, steps.compared)
    heedRejects(fact.name, state.counts, limits)
    return progress.step(steps, rejects)
  }
  const stepIsIn = () => {
    progress.stepIsIn()
    state.rejects = []
  }

  const settled: SettledCounts =
    progress.settled ??
    (await settleDuplicates({ ...parts, signal: context.signal }, loaded, most, ({ rejects, ...counts }) =>
      proved({ settled: counts }, rejects),
    ))
  stepIsIn()
  const compare = async (): Promise<ComparedCounts> =>
    await compareWithLive(owner, fact, columns, tables, settled.kept, most - settled.rejected, (compared) => {
      const { rejects, ...counts } = compared
      const { kept, duplicate, superseded, rejected } = settled
      return proved({ settled: { kept, duplicate, superseded, rejected }, compared: counts }, rejects)
    })
  const compared = whole ? undefined : (progress.compared ?? (await compare()))
  stepIsIn()
  state.counts = countsAfter(ofBatches, settled, compared)
  return settled.kept
}

function countsAfter(
  counts: UnitCounts,
  settled: SettledCounts | undefined,
  compared: ComparedCounts | undefined,
): UnitCounts {
  if (settled === undefined) return counts
  const { kept, duplicate, superseded, rejected } = settled
  const found = compared ?? { new: kept, overwritten: 0, unchanged: 0, rejected: 0 }
  return {
    ...counts,
    new: found.new,
    overwritten: found.overwritten,
    unchanged: found.unchanged,
    duplicate,
    superseded,
    rejected: counts.rejected + rejected + found.rejected,
  }
}

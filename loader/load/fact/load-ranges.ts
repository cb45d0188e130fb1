import { rangesBetween } from '../extract/key-range.ts'
import { type ByRows, loadRange, type RangeLoad } from './load-range.ts'

/** How several ranges of one source are loaded. */
export interface RangesLoad {
  readonly cuts: readonly string[]
  readonly atOnce: number
  readonly batchRows: number
}

/**
 * Reads and loads a source by ranges of its key, `atOnce` of them at a time, each on a lane of its own. Where one fails no other begins, those that run are ended and waited
 * for, and the first error is thrown.
 */
export async function loadRanges(byRows: ByRows, { cuts, atOnce, batchRows }: RangesLoad): Promise<void> {
  const { owner, progress, state, context } = byRows.parts
  const lanes = await owner.lanes(cuts.length + 1)
  const ofLanes = progress.ranges(cuts)
  progress.countLookups(() => ({ misses: {}, inferred: byRows.inferring.made }))
  const stop = new AbortController()
  const signal = AbortSignal.any([context.signal, stop.signal])
  const waiting = rangesBetween(cuts).flatMap((range, at): RangeLoad[] => {
    const [lane, ofLane] = [lanes[at], ofLanes[at]]
    if (lane === undefined || ofLane === undefined) return []
    // Counts are the unit's; rejects that are not stored yet are each range's own.
    const own = { counts: state.counts, rejects: [] }
    return [{ owner: lane, progress: ofLane, state: own, range, batchRows, signal }]
  })
  const begun: RangeLoad[] = []
  const failures: unknown[] = []
  const inTurn = async (): Promise<void> => {
    for (let load = waiting.shift(); load !== undefined && failures.length === 0; load = waiting.shift()) {
      begun.push(load)
      try {
        await using _ = load.owner
        await loadRange(byRows, load)
      } catch (error) {
        failures.push(error)
        stop.abort()
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, inTurn))
  state.rejects = begun.flatMap((load) => load.state.rejects)
  if (failures.length > 0) throw failures[0]
}

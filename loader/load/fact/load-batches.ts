import type { BulkTarget, LoadBatch } from '../../engine/index.ts'
import { DatabaseError } from '../../errors/index.ts'
import { isConflict, type WritingLane } from '../../log/index.ts'
import { noCounts } from '../unit-counts.ts'
import type { LoadState } from '../unit-state.ts'
import { Batch, type ResolvedChunk } from './batch.ts'
import type { FactColumns } from './fact-columns.ts'
import type { FactProgress } from './fact-progress.ts'
import type { KeptMisses } from './kept-misses.ts'
import type { StageTables } from './stage-tables.ts'

/** A batch met grains that were loaded before; it is rolled back and goes to the overflow whole. */
class GrainsRepeated extends Error {}

export interface BatchLoad {
  readonly owner: WritingLane
  readonly tables: StageTables
  readonly columns: FactColumns
  readonly state: Pick<LoadState, 'counts' | 'rejects'>
  readonly progress: FactProgress
  readonly misses: KeptMisses | null
  readonly signal: AbortSignal
  readonly batchRows: number
  /** Others load into the same stage: grains that they are about to load show as conflicts, most often not before they have waited. */
  readonly beside: boolean
}

/**
 * Loads the pipeline's rows by batches, each with its marker, counters and rejects in one transaction; rows go to the stage, or where their grain
 * may have been met to the overflow.
 */
export async function loadBatches(pipeline: AsyncIterator<ResolvedChunk<LoadBatch>>, load: BatchLoad): Promise<void> {
  const { columns, tables } = load
  if (columns.order.length > 0) await tables.makeOverflow()
  // Into the stage and into the overflow the same columns go; without an order there are no others.
  const session = await load.owner.session()
  const pack = session.dialect.packer({ table: tables.stage, columns: [...columns.table, ...columns.order] })
  for (;;) {
    const batch = new Batch(pipeline, load.batchRows, pack)
    if (await batch.empty()) return
    const rows = await loadBatch(batch, load)
    load.progress.batchIsIn(batch.key)
    load.misses?.batchIsIn()
    const { counts } = load.state
    counts.read += batch.read
    counts.new += rows
    counts.rejected += batch.rejects.length
    load.state.rejects = []
  }
}

async function loadBatch(batch: Batch<LoadBatch>, load: BatchLoad): Promise<number> {
  const { columns, tables } = load
  const overflow = { table: tables.overflow, columns: [...columns.table, ...columns.order] }
  if (columns.order.length > 0) return await commitBatch(batch, load, overflow)
  try {
    return await commitBatch(batch, load, { table: tables.stage, columns: columns.table })
  } catch (error) {
    if (!(error instanceof GrainsRepeated)) throw error
    await tables.makeOverflow()
    return await commitBatch(batch, load, overflow)
  }
}

async function commitBatch(batch: Batch<LoadBatch>, load: BatchLoad, target: BulkTarget): Promise<number> {
  const { owner, state, signal, progress } = load
  const rejected = () => batch.rejects.length
  return await owner.commit(
    (rows: number) =>
      progress.batch({
        rows,
        // Which of them are duplicates is known when all are in.
        counts: { ...noCounts(), read: batch.read, new: rows, rejected: rejected() },
        rejects: batch.rejects,
        key: batch.key,
        found: batch.found,
        misses: load.misses?.ofBatch ?? [],
      }),
    async (session) => {
      state.rejects = batch.rejects
      const { loaded } = await session.bulkLoad(target, batch.rows(), { signal }).catch((error: unknown) => {
        throw isRepeated(error, load.beside) ? new GrainsRepeated() : error
      })
      if (loaded + rejected() !== batch.read) {
        throw new Error(`${owner.unit}: of ${batch.read} rows read, ${loaded} were loaded and ${rejected()} rejected.`)
      }
      return loaded
    },
  )
}

function isRepeated(error: unknown, beside: boolean): boolean {
  return (error instanceof DatabaseError && error.code === 'duplicate-key') || (beside && isConflict(error))
}

import type { Session } from '../engine/index.ts'
import type { Cells, NamedColumn } from '../schema/index.ts'
import type { RejectedRow } from './counts.ts'
import { logTables } from './tables.ts'
import type { UnitRunWriter } from './unit-run-ref.ts'

interface RejectBatch {
  readonly batch: number | null
  /** False: lost with a batch or unit that failed. */
  readonly kept: boolean
}

const chunkRows = 1000
const columns: readonly NamedColumn[] = logTables.find(({ name }) => name === 'etl_reject')?.columns ?? []

/** Writes rejects by the bulk path, in the running transaction: they may be many and their rows long. */
export async function storeRejects(
  session: Session,
  writer: UnitRunWriter,
  rejects: readonly RejectedRow[] | AsyncIterable<readonly RejectedRow[]>,
  { batch, kept }: RejectBatch,
): Promise<void> {
  if ('length' in rejects && rejects.length === 0) return
  const at = writer.clock.now()
  const cells = ({ reason, key, row, message }: RejectedRow): Cells => [
    writer.unit,
    String(writer.number),
    String(writer.nextReject()),
    writer.runId,
    batch,
    reason,
    key,
    row,
    message,
    kept,
    at,
  ]
  async function* chunks(): AsyncGenerator<readonly Cells[], void, undefined> {
    for await (const some of 'length' in rejects ? sliced(rejects) : rejects) yield some.map(cells)
  }
  await session.bulkLoad({ table: 'etl_reject', columns }, chunks())
}

function* sliced(rejects: readonly RejectedRow[]): Generator<readonly RejectedRow[], void, undefined> {
  for (let start = 0; start < rejects.length; start += chunkRows) yield rejects.slice(start, start + chunkRows)
}

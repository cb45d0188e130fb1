import { type BatchSource, batchSource } from '../batch-source.ts'
import type { LoadBatch } from '../packed-rows.ts'
import { asOne } from '../server-transaction.ts'
import type { Abortable, BulkOutcome, BulkTarget } from '../session.ts'
import type { Connection } from './connection.ts'
import { insertRows } from './insert-rows.ts'
import { loadData, localInfileOff } from './load-data.ts'

/** What the sessions of one engine learn of its server and share. */
export interface WayIn {
  /** False once the server has refused LOCAL. */
  localInfile: boolean
  /** Said once per engine. */
  readonly notice: (message: string) => void
}

/** LOAD DATA LOCAL, or multi-row INSERT where the server does not allow it; in a transaction of its own where none is open. */
export async function bulkLoad(
  connection: Connection,
  way: WayIn,
  target: BulkTarget,
  batches: AsyncIterable<LoadBatch> | Iterable<LoadBatch>,
  options: Abortable,
): Promise<BulkOutcome> {
  const sql = `LOAD DATA INTO ${target.table}`
  using _ = connection.enter(sql)
  connection.refuseAborted(options.signal, sql)
  await using source = batchSource(batches, options.signal)
  return await asOne(connection, async () => {
    try {
      return await load(connection, way, target, source, options)
    } catch (error) {
      connection.spoil()
      connection.refuseAborted(options.signal, sql)
      throw source.failure === null ? error : source.failure.error
    }
  })
}

async function load(
  connection: Connection,
  way: WayIn,
  target: BulkTarget,
  source: BatchSource,
  options: Abortable,
): Promise<BulkOutcome> {
  if (way.localInfile) {
    const outcome = await loadData(connection, target, source, options)
    if (outcome !== localInfileOff) return outcome
    // Another session may have learned it meanwhile.
    if (way.localInfile) {
      way.localInfile = false
      way.notice(
        `${connection.place} does not allow LOAD DATA LOCAL (local_infile=OFF); rows go in by INSERT, about half as fast. ` +
          'To change that: SET GLOBAL local_infile = 1.',
      )
    }
  }
  return await insertRows(connection, target, source, options)
}

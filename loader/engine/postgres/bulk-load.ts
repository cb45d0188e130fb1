import { DatabaseError } from '../../errors/index.ts'
import { batchSource } from '../batch-source.ts'
import { type LineChunks, lineChunks } from '../line-chunks.ts'
import { linePacker } from '../line-packer.ts'
import type { LoadBatch } from '../packed-rows.ts'
import { asOne } from '../server-transaction.ts'
import type { Abortable, BulkOutcome, BulkTarget } from '../session.ts'
import type { Connection } from './connection.ts'
import { CopyIn } from './copy-in.ts'
import { lineColumns } from './line-columns.ts'
import { quote } from './quote.ts'

/** The server takes no field of a gigabyte. */
const mostBytes = 2 ** 30 - 1

/** COPY FROM STDIN; in a transaction of its own where none is open, so that what does not add up can be undone. */
export async function bulkLoad(
  connection: Connection,
  target: BulkTarget,
  batches: AsyncIterable<LoadBatch> | Iterable<LoadBatch>,
  options: Abortable,
): Promise<BulkOutcome> {
  const sql = `COPY ${quote(target.table)} (${target.columns.map(({ name }) => quote(name)).join(', ')}) FROM STDIN`
  using _ = connection.enter(sql)
  connection.refuseAborted(options.signal, sql)
  await using source = batchSource(batches, options.signal)
  return await asOne(connection, async () => {
    try {
      const chunks = lineChunks(source, linePacker(lineColumns(target)), mostBytes, (bytes) => {
        throw rowTooLarge(connection, target, bytes)
      })
      const loaded = await connection.step(sql, options, () => copy(connection, sql, chunks))
      return checked(connection, target, chunks.rows, loaded)
    } catch (error) {
      connection.spoil()
      connection.refuseAborted(options.signal, sql)
      throw source.failure === null ? error : source.failure.error
    }
  })
}

async function copy(connection: Connection, sql: string, chunks: LineChunks): Promise<number> {
  const copying = new CopyIn(connection.wire, sql)
  try {
    await copying.ready.promise
    for (let chunk = await next(chunks, copying); chunk !== null; chunk = await next(chunks, copying))
      await copying.write(chunk)
    copying.finish()
  } catch (error) {
    // Also after an abort, which the source tells: a server that waits for rows heeds no cancel.
    copying.giveUp('the loader gave up')
    await copying.ended.catch(() => undefined)
    throw error
  }
  return await copying.ended
}

/** Nothing more once the server has refused what it has, or is gone; a source that keeps us waiting is not waited for then. */
async function next(chunks: LineChunks, copying: CopyIn): Promise<Buffer | null> {
  return copying.over ? null : await copying.untilOver(chunks.next())
}

function checked({ place }: Connection, { table }: BulkTarget, sent: number, loaded: number): BulkOutcome {
  if (loaded === sent) return { sent, loaded }
  throw new DatabaseError(
    'bulk-mismatch',
    `Of ${sent} rows sent to ${table}, ${place} took ${loaded}. Nothing of this load is kept. Look for triggers or rules on the table.`,
    { fields: { place, table, sent, loaded } },
  )
}

function rowTooLarge({ place }: Connection, { table }: BulkTarget, bytes: number): DatabaseError {
  return new DatabaseError(
    'too-large',
    `A row of ${bytes} bytes for ${table} is larger than what ${place} takes (1 GB). Leave such rows out.`,
    { fields: { place, table, bytes } },
  )
}

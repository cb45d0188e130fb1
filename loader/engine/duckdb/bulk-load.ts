import { type DuckDBAppender, DuckDBDataChunk } from '@duckdb/node-api'
import bindings from '@duckdb/node-bindings'
import { DatabaseError } from '../../errors/index.ts'
import type { Cells } from '../../schema/index.ts'
import { isPacked, type LoadBatch } from '../packed-rows.ts'
import type { Abortable, BulkOutcome, BulkTarget } from '../session.ts'
import { cancelled } from './cancelled.ts'
import { cellWriter } from './cell-writer.ts'
import type { Connection } from './connection.ts'
import { openLoadTable } from './load-table.ts'
import { pull } from './pull.ts'
import { asOne } from './transaction.ts'
import { chunkRows, writeColumn } from './write-column.ts'

/** Appends rows by column chunks: all or nothing, in the open transaction or in one of its own. */
export async function bulkLoad(
  connection: Connection,
  target: BulkTarget,
  batches: AsyncIterable<LoadBatch> | Iterable<LoadBatch>,
  options: Abortable = {},
): Promise<BulkOutcome> {
  const sql = `bulk load of ${target.table}`
  using _ = connection.enter(sql)
  return await asOne(connection, async () => {
    const table = await connection.step(sql, options, () => openLoadTable(connection, target))
    let sent = 0
    try {
      const append = chunkAppender(table.appender, target)
      for await (const batch of pull(batches, options.signal, () =>
        cancelled(connection.place, sql, options.signal?.reason),
      )) {
        const rows = cellsOf(batch)
        await connection.step(sql, options, async () => append(rows, sent))
        sent += rows.length
      }
      await connection.step(sql, options, async () => table.appender.flushSync())
    } catch (error) {
      abandon(table.appender)
      throw error
    }
    await connection.step(sql, options, async () => table.appender.closeSync())
    const loaded = await connection.step(sql, options, () => table.finish())
    if (loaded !== sent) {
      throw new DatabaseError(
        'bulk-mismatch',
        `The bulk load sent ${sent} rows to ${target.table} in ${connection.place}, but the table took ${loaded}. Nothing was kept.`,
        { fields: { table: target.table, sent, loaded } },
      )
    }
    return { sent, loaded }
  })
}

function cellsOf(batch: LoadBatch): readonly Cells[] {
  if (isPacked(batch)) throw new Error('DuckDB packs no rows: these are of another engine.')
  return batch
}

/** Closing would flush what is left; and no complaint of the closing may hide why the load failed. */
function abandon(appender: DuckDBAppender): void {
  try {
    appender.clear()
    appender.closeSync()
  } catch {
    // The transaction is rolled back next.
  }
}

function chunkAppender(appender: DuckDBAppender, target: BulkTarget): (rows: readonly Cells[], before: number) => void {
  const types = target.columns.map((_, index) => appender.columnType(index))
  const writers = target.columns.map(({ column }) => cellWriter(column))
  const chunk = DuckDBDataChunk.create(types)
  return (rows, before) => {
    for (let from = 0; from < rows.length; from += chunkRows) {
      const count = Math.min(chunkRows, rows.length - from)
      chunk.reset()
      chunk.rowCount = count
      for (const [index, writer] of writers.entries()) {
        const vector = bindings.data_chunk_get_vector(chunk.chunk, index)
        const wrong = writeColumn(writer, vector, rows, from, count, index)
        if (wrong >= 0) throw refusedCell(target, index, before + wrong)
      }
      appender.appendDataChunk(chunk)
    }
  }
}

/** Without the value, which may be masked. */
function refusedCell({ table, columns }: BulkTarget, index: number, row: number): DatabaseError {
  const named = columns[index]
  return new DatabaseError(
    'bad-value',
    `Row ${row + 1} of the bulk load into ${table} holds a value in ${named?.name} that is no canonical ${named?.column.kind}. ` +
      'Rows must be conformed before they are loaded.',
    { fields: { table, column: named?.name ?? '', row } },
  )
}

import type { RawRow } from '../../schema/index.ts'
import type { Statement } from '../dialect.ts'
import type { ReadOptions } from '../session.ts'
import type { Connection } from './connection.ts'
import { cutShort } from './cut-short.ts'
import { rowReader } from './read-rows.ts'
import { startStream } from './run-statement.ts'
import { begin, commit, rollback } from './transaction.ts'

const defaultBatchRows = 4096

/**
 * Streams a query by batches. A stream that meets an error on its way ends as one that is done: the driver gives no more chunks and tells
 * no error. But its transaction is spoilt then, so a stream runs in one always, and its end counts only if that still answers.
 */
export async function* readStream(
  connection: Connection,
  statement: Statement,
  options: ReadOptions = {},
): AsyncGenerator<readonly RawRow[], void, void> {
  const size = options.batchRows ?? defaultBatchRows
  using _ = connection.enter(statement.sql)
  const own = connection.transaction === 'none'
  if (own) await begin(connection)
  let ended = false
  try {
    const result = await connection.step(statement.sql, options, () => startStream(connection, statement))
    connection.stream = result
    const rowsOf = rowReader(result)
    let read = 0
    let batch: RawRow[] = []
    for (;;) {
      const chunk = await connection.step(statement.sql, options, () => result.fetchChunk())
      if (chunk === null || chunk.rowCount === 0) break
      read += chunk.rowCount
      batch = batch.length === 0 ? rowsOf(chunk) : batch.concat(rowsOf(chunk))
      while (batch.length >= size) {
        yield batch.length === size ? batch : batch.slice(0, size)
        batch = batch.slice(size)
      }
    }
    await proveEnd(connection, statement, options, read)
    connection.stream = null
    if (own) await commit(connection)
    ended = true
    if (batch.length > 0) yield batch
  } finally {
    await connection.closeStream(!own)
    if (!ended && own) await rollback(connection)
  }
}

async function proveEnd(
  connection: Connection,
  statement: Statement,
  options: ReadOptions,
  read: number,
): Promise<void> {
  try {
    await alive(connection, statement, options)
  } catch (error) {
    throw await cutShort(connection, statement, read, error)
  }
}

async function alive(connection: Connection, { sql }: Statement, options: ReadOptions): Promise<void> {
  await connection.step(sql, options, () => connection.native.run('SELECT 1'))
}

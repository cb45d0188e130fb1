import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { ResultSetHeader } from 'mysql2'
import type { BatchSource } from '../batch-source.ts'
import { type LineChunks, lineChunks } from '../line-chunks.ts'
import { linePacker } from '../line-packer.ts'
import type { Abortable, BulkOutcome, BulkTarget } from '../session.ts'
import { checkedOutcome } from './bulk-outcome.ts'
import type { Connection } from './connection.ts'
import { isServerError } from './database-error.ts'
import { lineColumns } from './line-columns.ts'
import { quote } from './quote.ts'
import { rowTooLarge } from './row-too-large.ts'
import { refusedFile } from './wire.ts'

/** The server does not allow LOCAL (MySQL 8's default); nothing was read and nothing loaded. */
export const localInfileOff = Symbol('local infile off')

/** LOAD DATA LOCAL INFILE from a stream; inside a transaction, so that what does not add up can be undone. */
export async function loadData(
  connection: Connection,
  target: BulkTarget,
  source: BatchSource,
  options: Abortable,
): Promise<BulkOutcome | typeof localInfileOff> {
  // Known to this statement alone: a server that asks for anything else is refused.
  const name = `typeline-${randomUUID()}`
  const sql = loadStatement(target, name)
  const chunks = lineChunks(source, linePacker(lineColumns(target)), connection.packetBytes, (bytes) => {
    throw rowTooLarge(connection, target, bytes)
  })
  const feed = feedOf(chunks)
  let asked = false
  const offer = (file: string) => {
    if (file !== name || asked) throw refusedFile(file, connection.place)
    asked = true
    return feed
  }
  try {
    const header = await connection.step(sql, options, async () => {
      try {
        return (await connection.wire.statement(sql, offer)) as ResultSetHeader
      } catch (error) {
        if (isServerError(error) && !asked && [1148, 3948, 4166].includes(error.errno)) return localInfileOff
        // What broke the feed says more than what the server made of it.
        throw source.failure === null ? (feed.errored ?? error) : error
      }
    })
    if (header === localInfileOff) return localInfileOff
    return await checkedOutcome(connection, target, header, chunks.rows)
  } finally {
    feed.destroy()
  }
}

function loadStatement(target: BulkTarget, name: string): string {
  // Hexadecimal text becomes bytes by way of a variable.
  const fields = target.columns.map((named, index) =>
    named.column.kind === 'binary' ? `@b${index}` : quote(named.name),
  )
  const sets = target.columns.flatMap((named, index) =>
    named.column.kind === 'binary' ? [`${quote(named.name)} = UNHEX(@b${index})`] : [],
  )
  return (
    // LOCAL leaves out duplicates of itself; the count tells.
    `LOAD DATA LOCAL INFILE '${name}' INTO TABLE ${quote(target.table)} ` +
    `CHARACTER SET utf8mb4 FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n' (${fields.join(', ')})` +
    (sets.length === 0 ? '' : ` SET ${sets.join(', ')}`)
  )
}

/** Chunk by chunk as the socket takes them; one chunk waits, the next is built when it is gone. */
function feedOf(chunks: LineChunks): Readable {
  const feed = new Readable({
    objectMode: true,
    highWaterMark: 1,
    read() {
      chunks.next().then(
        (chunk) => feed.push(chunk),
        (error: unknown) => feed.destroy(error instanceof Error ? error : new Error(String(error))),
      )
    },
  })
  // The driver takes its listeners away when the statement ends; an error after that must not end the process.
  feed.on('error', () => undefined)
  return feed
}

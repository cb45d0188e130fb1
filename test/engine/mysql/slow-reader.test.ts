import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openEngine, type Session } from '../../../loader/engine/index.ts'
import { addressOf } from '../../../loader/engine/mysql/address.ts'
import { openConnection } from '../../../loader/engine/mysql/open-connection.ts'
import { readBatches } from '../../../loader/engine/mysql/read.ts'
import { describeMysql } from '../../servers/describe-mysql.ts'
import { mysqlDatabase } from '../../servers/index.ts'
import { column, make } from '../conformance/stand.ts'

/** 200 MB: more than any buffer between us and the server holds. */
const query = "SELECT a.n, REPEAT('x', 1000) FROM t a CROSS JOIN t b"

async function fill(session: Session): Promise<void> {
  const columns = [column('n', 'integer')]
  await make(session, 't', columns)
  await session.bulkLoad({ table: 't', columns }, [Array.from({ length: 450 }, (_, n) => [n])])
}

describeMysql('a reader slower than the server', () => {
  test('keeps the rows at the server', async () => {
    await using database = await mysqlDatabase()
    await using engine = await openEngine(database.url)
    await using session = await engine.connect()
    await fill(session)
    const connection = await openConnection(addressOf(database.url), engine.dialect.sessionSetup)
    // What has come over the wire is told by the socket below the driver alone.
    const { stream } = connection.wire.driver as unknown as { readonly stream: Socket }
    const rows = readBatches(connection, query, query, { batchRows: 500 })
    let read = (await rows.next()).value?.length ?? 0
    // Until nothing more arrives, all of the result or what the pause let through.
    for (let before = -1; before !== stream.bytesRead; ) {
      before = stream.bytesRead
      await sleep(200)
    }
    expect(stream.bytesRead).toBeLessThan(20_000_000)
    for await (const batch of rows) read += batch.length
    expect(read).toBe(450 * 450)
    await connection.end(false)
  })

  test('that is cancelled while it is away lets the server go, and the session lives on', async () => {
    await using database = await mysqlDatabase()
    await using engine = await openEngine(database.url)
    await using session = await engine.connect()
    await using watch = await engine.connect()
    await fill(session)
    const abort = new AbortController()
    const rows = session.read(query, { batchRows: 500, signal: abort.signal })[Symbol.asyncIterator]()
    await rows.next()
    const states = async () => {
      const id = Number.parseInt(session.id ?? '', 10)
      const sql = `SELECT command, state FROM information_schema.processlist WHERE id = ${id} AND command <> 'Sleep'`
      return (await watch.query(sql)).map(([, state]) => state)
    }
    // Until the server waits for us: KILL alone does not free it then.
    for (let looks = 0; looks < 10; looks++) {
      await sleep(50)
      // MariaDB's word, and MySQL's.
      if (!/Writing to net|Sending to client/.test(String((await states())[0]))) looks = 0
    }
    abort.abort()
    await expect.poll(states, { timeout: 30_000 }).toEqual([])
    await expect(rows.next()).rejects.toMatchObject({ code: 'cancelled' })
    expect(await session.query('SELECT 1')).toEqual([[1]])
  })
})

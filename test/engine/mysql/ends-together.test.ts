import type { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { openEngine } from '../../../loader/engine/index.ts'
import { addressOf } from '../../../loader/engine/mysql/address.ts'
import { bulkLoad } from '../../../loader/engine/mysql/bulk-load.ts'
import { openConnection } from '../../../loader/engine/mysql/open-connection.ts'
import type { Cells } from '../../../loader/schema/index.ts'
import { describeMysql } from '../../servers/describe-mysql.ts'
import { mysqlDatabase } from '../../servers/index.ts'
import { column, make } from '../conformance/stand.ts'

const columns = [column('id', 'integer'), column('note', 'text')]

// mysql2 3.24.5 ends every LOAD DATA LOCAL with one shared packet (PERFORMANCE.md); see loader/engine/mysql/short-writes.ts.
describeMysql('two loads of one process that end together', () => {
  test('each ends with its own packet, though both wait in their queues', async () => {
    await using database = await mysqlDatabase()
    await using engine = await openEngine(database.url)
    await using session = await engine.connect()
    await make(session, 'a', columns)
    await make(session, 'b', columns)

    const held: Duplex[] = []
    const load = async (table: string, batches: number) => {
      // Small packets, so that the two loads are of different lengths and end with different sequence numbers.
      const connection = await openConnection(addressOf(database.url), engine.dialect.sessionSetup)
      const small = Object.assign(connection, { packetBytes: 200 })
      const { stream } = small.wire.driver as unknown as { readonly stream: Duplex }
      async function* rows(): AsyncGenerator<readonly Cells[]> {
        for (let id = 0; id < batches; id++) yield [[id, 'x'.repeat(150)]]
        // What is written from here on stays in the queue.
        stream.cork()
        held.push(stream)
      }
      const way = { localInfile: true, notice: () => {} }
      const outcome = await bulkLoad(small, way, { table, columns }, rows(), {})
      await small.end(false)
      return outcome
    }
    const both = Promise.all([load('a', 3), load('b', 30)])
    // Both ends have been written once both feeds have nothing more to say.
    await expect.poll(() => held.length === 2 && held.every((stream) => stream.writableLength > 4)).toBe(true)
    await new Promise((resolve) => setImmediate(resolve))
    for (const stream of held) stream.uncork()
    expect(await both).toEqual([
      { sent: 3, loaded: 3 },
      { sent: 30, loaded: 30 },
    ])
  })

  test('many times, as they come', async () => {
    await using database = await mysqlDatabase()
    await using engine = await openEngine(database.url)
    const load = async (table: string, rows: number) => {
      await using session = await engine.connect()
      await make(session, table, columns)
      let loaded = 0
      for (let round = 0; round < 20; round++) {
        const batch = Array.from({ length: rows }, (_, id): Cells => [id, 'x'.repeat(1000)])
        loaded += (await session.bulkLoad({ table, columns }, [batch])).loaded
      }
      return loaded
    }
    expect(await Promise.all([load('a', 2000), load('b', 2500)])).toEqual([40_000, 50_000])
  })
})

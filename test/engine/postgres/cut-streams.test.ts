import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { openEngine } from '../../../loader/engine/index.ts'
import { describePostgres } from '../../servers/describe-postgres.ts'
import { postgresDatabase } from '../../servers/index.ts'
import { codeOf } from '../conformance/stand.ts'

/** A proxy that hands on so many bytes of the server's answers to a query of series, then ends the connection in good order. */
async function endingProxy(direct: string, bytes: number) {
  const target = new URL(direct)
  const [host, port] = [target.hostname, Number(target.port)]
  const server = createServer({ allowHalfOpen: false }, (client) => {
    const upstream = connect(port, host)
    let left = Number.POSITIVE_INFINITY
    for (const socket of [client, upstream]) socket.on('error', () => {})
    client.on('data', (data: Buffer) => {
      if (data.includes('generate_series')) left = bytes
      upstream.write(data)
    })
    upstream.on('data', (data: Buffer) => {
      const part = data.subarray(0, Math.min(left, data.length))
      left -= part.length
      client.write(part)
      if (left === 0) {
        client.end()
        upstream.destroy()
      }
    })
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.end())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  target.port = String((server.address() as AddressInfo).port)
  return {
    url: target.href,
    async [Symbol.asyncDispose]() {
      server.close()
      await once(server, 'close')
    },
  }
}

describePostgres('a stream cut short with a clean-looking end (FAULTS 46)', () => {
  test.each([
    ['before the first row', 10, 'connection-lost'],
    ['within the first batch', 3000, 'connection-lost'],
    ['within a later batch', 200_000, 'cut-short'],
    // All rows of the last batch are there, CommandComplete is not: each row takes 15 bytes and more.
    ['at the last row', 10_000 * 11, 'cut-short'],
  ])('%s is never an end', async (_, bytes, code) => {
    await using database = await postgresDatabase()
    await using proxy = await endingProxy(database.url, bytes)
    await using engine = await openEngine(proxy.url)
    await using session = await engine.connect()
    let rows = 0
    const read = async () => {
      for await (const batch of session.read("SELECT lpad(g::text, 5, '0') FROM generate_series(1, 100000) g", {
        batchRows: 1000,
      }))
        rows += batch.length
    }
    expect(await codeOf(read())).toBe(code)
    expect(rows).toBeLessThan(100_000)
    expect(await codeOf(session.query('SELECT 1'))).toBe('connection-lost')
  })

  test('whatever byte of a short answer is the last', async () => {
    await using database = await postgresDatabase()
    const answer = 100
    for (let bytes = 1; bytes <= answer; bytes += 3) {
      await using proxy = await endingProxy(database.url, bytes)
      await using engine = await openEngine(proxy.url)
      await using session = await engine.connect()
      const rows = await session.query('SELECT g FROM generate_series(1, 2) g').catch((error) => error.code)
      if (Array.isArray(rows)) expect(rows, `${bytes} bytes`).toEqual([[1], [2]])
      else expect(rows, `${bytes} bytes`).toBe('connection-lost')
    }
  })
})

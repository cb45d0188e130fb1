import { Redis } from 'ioredis'
import { createConnection } from 'mysql2/promise'
import { Client } from 'pg'
import { describe, expect, inject, test } from 'vitest'
import {
  engines,
  mysqlDatabase,
  postgresDatabase,
  redisDatabase,
  startMariadb,
  startPostgres,
  startRedis,
} from './index.ts'

test('the engines of this machine are offered', () => {
  expect(engines.map(({ name }) => name)).toContain('duckdb')
})

describe.skipIf(inject('mysqlUrl') === null)('MariaDB', () => {
  test('a database is made and dropped', async () => {
    const database = await mysqlDatabase()
    const connection = await createConnection(database.url)
    await connection.query('CREATE TABLE t (i int)')
    await connection.end()
    await database[Symbol.asyncDispose]()
    await expect(createConnection(database.url)).rejects.toThrow(/Unknown database/)
  })

  test('a connection left open is named', async () => {
    const database = await mysqlDatabase()
    const connection = await createConnection(database.url)
    connection.on('error', () => {})
    await expect(database[Symbol.asyncDispose]()).rejects.toThrow(/left connections open/)
    connection.destroy()
  })

  test('a second server with other options is gone when disposed', async () => {
    const server = await startMariadb({ args: ['--local-infile=0'] })
    const connection = await createConnection({ uri: server.url, rowsAsArray: true })
    expect((await connection.query('SELECT @@local_infile'))[0]).toEqual([[0]])
    connection.on('error', () => {})
    await server[Symbol.asyncDispose]()
    connection.destroy()
    await expect(createConnection(server.url)).rejects.toThrow(/ECONNREFUSED/)
  })
})

describe.skipIf(inject('postgresUrl') === null)('PostgreSQL', () => {
  test('a database is made and dropped', async () => {
    const database = await postgresDatabase()
    const client = new Client({ connectionString: database.url })
    await client.connect()
    await client.query('CREATE TABLE t (i int)')
    await client.end()
    await database[Symbol.asyncDispose]()
    const gone = new Client({ connectionString: database.url })
    await expect(gone.connect()).rejects.toThrow(/does not exist/)
  })

  test('a connection left open is named', async () => {
    const database = await postgresDatabase()
    const client = new Client({ connectionString: database.url })
    client.on('error', () => {})
    await client.connect()
    await expect(database[Symbol.asyncDispose]()).rejects.toThrow(/left connections open/)
    await client.end()
  })

  test('a second server with other settings is gone when disposed', async () => {
    const server = await startPostgres({ settings: { max_connections: '7' } })
    const client = new Client({ connectionString: `${server.url}/postgres` })
    client.on('error', () => {})
    await client.connect()
    expect((await client.query('SHOW max_connections')).rows).toEqual([{ max_connections: '7' }])
    await server[Symbol.asyncDispose]()
    await client.end()
    const gone = new Client({ connectionString: `${server.url}/postgres` })
    await expect(gone.connect()).rejects.toThrow(/ECONNREFUSED/)
  })
})

describe.skipIf(inject('redisUrl') === null)('Redis', () => {
  test("a database is a test file's own, and emptied", async () => {
    const [mine, other] = [await redisDatabase(), await redisDatabase()]
    expect(mine.url).not.toBe(other.url)
    const redis = new Redis(mine.url)
    await redis.set('a', '1')
    await redis.quit()
    await other[Symbol.asyncDispose]()
    await mine[Symbol.asyncDispose]()
    await using again = await redisDatabase()
    const empty = new Redis(again.url)
    expect(await empty.dbsize()).toBe(0)
    await empty.quit()
  })

  test('a connection left open is named', async () => {
    const database = await redisDatabase()
    const redis = new Redis(database.url, { connectionName: 'forgotten' })
    await redis.ping()
    await expect(database[Symbol.asyncDispose]()).rejects.toThrow(/left connections open.*forgotten/)
    await redis.quit()
  })

  test('a second server with other settings starts again over its data, and is gone when disposed', async () => {
    const server = await startRedis({ settings: { appendonly: 'yes', appendfsync: 'always' } })
    const redis = new Redis(server.url)
    redis.on('error', () => {})
    await redis.set('a', '1')
    await server.restart()
    expect(await redis.get('a')).toBe('1')
    await server[Symbol.asyncDispose]()
    redis.disconnect()
    const gone = new Redis(server.url, { lazyConnect: true, retryStrategy: () => null })
    const refused = new Promise((resolve) => gone.once('error', resolve))
    await expect(gone.connect()).rejects.toThrow(/closed/)
    expect(String(await refused)).toMatch(/ECONNREFUSED/)
  })
})

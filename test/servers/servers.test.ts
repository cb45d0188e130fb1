import { createConnection } from 'mysql2/promise'
import { Client } from 'pg'
import { describe, expect, inject, test } from 'vitest'
import { engines, mysqlDatabase, postgresDatabase, startMariadb, startPostgres } from './index.ts'

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

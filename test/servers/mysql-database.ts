import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise'
import { inject } from 'vitest'
import { fileWord } from './file-word.ts'
import type { TestDatabase } from './test-database.ts'

const prefix = 'typeline_test_'

/** A new, empty database on the run's server, or on `server` (a URL without a database); dropped when disposed. */
export async function mysqlDatabase(server: string | null = inject('mysqlUrl')): Promise<TestDatabase> {
  if (server === null) throw new Error('MariaDB is not installed. Get it: npm run install-servers')
  const name = `${prefix}${fileWord()}_${randomBytes(4).toString('hex')}`
  await administer(server, (connection) => connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`))
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    [Symbol.asyncDispose]: () =>
      administer(server, async (connection) => {
        const open = await stillConnected(connection, name)
        await connection.query(`DROP DATABASE ${name}`)
        if (open.length > 0) throw new Error(`A test left connections open on its database: ${open.join(', ')}`)
      }),
  }
}

/** Test databases that nobody dropped. */
export function leftDatabases(server: string): Promise<readonly string[]> {
  return administer(server, async (connection) => {
    const [rows] = await connection.query<RowDataPacket[][]>({
      sql: `SHOW DATABASES LIKE '${prefix.replaceAll('_', '\\_')}%'`,
      rowsAsArray: true,
    })
    return rows.map(([name]) => String(name))
  })
}

async function administer<T>(server: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await createConnection(server)
  try {
    return await work(connection)
  } finally {
    await connection.end()
  }
}

/** A connection that was just closed may stand in the list a moment longer; one that is open stays. It is killed, else DROP would wait for it. */
async function stillConnected(connection: Connection, database: string): Promise<readonly string[]> {
  let open: RowDataPacket[][] = []
  for (let attempt = 0; attempt < 50; attempt++) {
    ;[open] = await connection.query<RowDataPacket[][]>({
      sql: 'SELECT id, command, LEFT(info, 80) FROM information_schema.processlist WHERE db = ?',
      values: [database],
      rowsAsArray: true,
    })
    if (open.length === 0) return []
    await sleep(50)
  }
  for (const [id] of open) await connection.query(`KILL ${id}`).catch(() => {})
  return open.map((row) => row.filter((part) => part !== null).join(' '))
}

import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { inject } from 'vitest'
import { fileWord } from './file-word.ts'
import type { TestDatabase } from './test-database.ts'

const prefix = 'typeline_test_'

/** A new, empty database on the run's server, or on `server` (a URL; its database is not touched); dropped when disposed. */
export async function postgresDatabase(server: string | null = inject('postgresUrl')): Promise<TestDatabase> {
  if (server === null) throw new Error('PostgreSQL is not installed. Get it: npm run install-servers')
  const name = `${prefix}${fileWord()}_${randomBytes(4).toString('hex')}`.toLowerCase()
  // A locale in which words are not sorted by their bytes, where there is one, would show a collation that was forgotten; C is everywhere.
  await administer(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`))
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    [Symbol.asyncDispose]: () =>
      administer(server, async (client) => {
        const open = await stillConnected(client, name)
        await client.query(`DROP DATABASE ${name} WITH (FORCE)`)
        if (open.length > 0) throw new Error(`A test left connections open on its database: ${open.join(', ')}`)
      }),
  }
}

/** Test databases that nobody dropped. */
export function leftPostgresDatabases(server: string): Promise<readonly string[]> {
  return administer(server, async (client) => {
    const text = 'SELECT datname FROM pg_database WHERE starts_with(datname, $1)'
    const { rows } = await client.query<[string]>({ text, values: [prefix], rowMode: 'array' })
    return rows.map(([name]) => name)
  })
}

async function administer<T>(server: string, work: (client: Client) => Promise<T>): Promise<T> {
  const url = new URL(server)
  if (url.pathname.length < 2) url.pathname = '/postgres'
  const client = new Client({ connectionString: url.href })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A connection that was just closed may stand in the list a moment longer; one that is open stays. */
async function stillConnected(client: Client, database: string): Promise<readonly string[]> {
  const text =
    "SELECT concat_ws(' ', pid, state, left(query, 80)) FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'"
  let open: readonly string[] = []
  for (let attempt = 0; attempt < 50; attempt++) {
    const { rows } = await client.query<[string]>({ text, values: [database], rowMode: 'array' })
    open = rows.map(([row]) => row)
    if (open.length === 0) break
    await sleep(50)
  }
  return open
}

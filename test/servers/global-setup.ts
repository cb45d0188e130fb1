import type { TestProject } from 'vitest/node'
import { findProgram, type ServerProgram, serverPrograms } from '../../scripts/server-programs.ts'
import type { PrivateServer } from './keep-server.ts'
import { leftDatabases } from './mysql-database.ts'
import { leftPostgresDatabases } from './postgres-database.ts'
import { startMariadb } from './start-mariadb.ts'
import { startPostgres } from './start-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the server that the tests use, without a database; null: there is none, its tests are skipped. */
    readonly mysqlUrl: string | null
    readonly postgresUrl: string | null
  }
}

/** Starts one private server per engine for the whole run, or takes the given one; ends it with the run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const missing = serverPrograms.filter(
    ({ engine, program }) => given(engine) === null && findProgram(program) === null,
  )
  const words = missing.map(
    ({ title }) => `${title} is not installed, its tests are skipped. Get it: npm run install-servers`,
  )
  if (missing.length > 0 && process.env['CI'] === 'true') throw new Error(words.join('\n'))
  for (const line of words) console.warn(`\n  ! ${line}`)

  const started: PrivateServer[] = []
  const own = async (start: () => Promise<PrivateServer>) => {
    const server = await start()
    started.push(server)
    return server.url
  }
  const [mysqlUrl, postgresUrl] = await Promise.all([
    given('mysql') ?? (findProgram('mariadbd') === null ? null : own(startMariadb)),
    given('postgres') ?? (findProgram('postgres') === null ? null : own(startPostgres)),
  ])
  project.provide('mysqlUrl', mysqlUrl)
  project.provide('postgresUrl', postgresUrl)

  return async () => {
    try {
      const left = [
        ...(mysqlUrl === null || given('mysql') !== null ? [] : await leftDatabases(mysqlUrl)),
        ...(postgresUrl === null || given('postgres') !== null ? [] : await leftPostgresDatabases(postgresUrl)),
      ]
      if (left.length > 0) throw new Error(`Test databases were left behind: ${left.join(', ')}. Dispose of them.`)
    } finally {
      for (const server of started) await server[Symbol.asyncDispose]()
      for (const line of words) console.warn(`\n  ! ${line}`)
    }
  }
}

/** TEST_MYSQL_URL and TEST_POSTGRES_URL use a given server instead of a private one. */
function given(engine: ServerProgram['engine']): string | null {
  return process.env[`TEST_${engine.toUpperCase()}_URL`] ?? null
}

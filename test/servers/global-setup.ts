import type { TestProject } from 'vitest/node'
import { findProgram, findServer, type ServerProgram, serverPrograms } from '../../scripts/server-programs.ts'
import type { PrivateServer } from './keep-server.ts'
import { leftDatabases } from './mysql-database.ts'
import { leftPostgresDatabases } from './postgres-database.ts'
import { leftRedisDatabases } from './redis-database.ts'
import { startMariadb } from './start-mariadb.ts'
import { startPostgres } from './start-postgres.ts'
import { redisProgram, startRedis } from './start-redis.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the server that the tests use, without a database; null: there is none, its tests are skipped. */
    readonly mysqlUrl: string | null
    readonly postgresUrl: string | null
    readonly redisUrl: string | null
  }
}

/** Starts one private server per engine, and one Redis, for the whole run, or takes the given one; ends it with the run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const missing = serverPrograms.filter((server) => given(server.engine) === null && findServer(server) === null)
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
  const [mysqlUrl, postgresUrl, redisUrl] = await Promise.all([
    given('mysql') ?? (findProgram('mariadbd') === null ? null : own(startMariadb)),
    given('postgres') ?? (findProgram('postgres') === null ? null : own(startPostgres)),
    given('redis') ?? (redisProgram() === null ? null : own(startRedis)),
  ])
  project.provide('mysqlUrl', mysqlUrl)
  project.provide('postgresUrl', postgresUrl)
  project.provide('redisUrl', redisUrl)

  return async () => {
    try {
      const left = [
        ...(mysqlUrl === null || given('mysql') !== null ? [] : await leftDatabases(mysqlUrl)),
        ...(postgresUrl === null || given('postgres') !== null ? [] : await leftPostgresDatabases(postgresUrl)),
        ...(redisUrl === null || given('redis') !== null ? [] : await leftRedisDatabases(redisUrl)),
      ]
      if (left.length > 0) throw new Error(`Test databases were left behind: ${left.join(', ')}. Dispose of them.`)
    } finally {
      for (const server of started) await server[Symbol.asyncDispose]()
      for (const line of words) console.warn(`\n  ! ${line}`)
    }
  }
}

/** TEST_MYSQL_URL, TEST_POSTGRES_URL and TEST_REDIS_URL use a given server instead of a private one. */
function given(engine: ServerProgram['engine']): string | null {
  return process.env[`TEST_${engine.toUpperCase()}_URL`] ?? null
}

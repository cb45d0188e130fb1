import type { TestProject } from 'vitest/node'
import { findProgram, serverPrograms } from '../../scripts/server-programs.ts'
import { leftDatabases } from './mysql-database.ts'
import { startMariadb } from './start-mariadb.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the server that the tests use, without a database; null: there is none, its tests are skipped. */
    readonly mysqlUrl: string | null
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

  const url = given('mysql')
  const server = url === null && findProgram('mariadbd') !== null ? await startMariadb() : null
  project.provide('mysqlUrl', url ?? server?.url ?? null)

  return async () => {
    try {
      if (server !== null) {
        const left = await leftDatabases(server.url)
        if (left.length > 0) throw new Error(`Test databases were left behind: ${left.join(', ')}. Dispose of them.`)
      }
    } finally {
      await server?.[Symbol.asyncDispose]()
      for (const line of words) console.warn(`\n  ! ${line}`)
    }
  }
}

/** TEST_MYSQL_URL uses a given server instead of a private one. */
function given(engine: 'mysql'): string | null {
  return process.env[`TEST_${engine.toUpperCase()}_URL`] ?? null
}

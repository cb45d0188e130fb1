import { DefinitionError } from '../errors/index.ts'
import type { Engine, OpenOptions } from './session.ts'

const drivers: Readonly<Record<string, () => Promise<{ open(url: string, options?: OpenOptions): Promise<Engine> }>>> =
  {
    duckdb: () => import('./duckdb/open.ts'),
    mysql: () => import('./mysql/open.ts'),
    mariadb: () => import('./mysql/open.ts'),
  }

/** Opens the database that a URL names; its driver is loaded only then. */
export async function openEngine(url: string, options?: OpenOptions): Promise<Engine> {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase()
  const driver = scheme === undefined ? undefined : drivers[scheme]
  if (driver === undefined) {
    throw new DefinitionError(
      'unknown-scheme',
      `${scheme === undefined ? 'A database URL without a scheme' : `A database URL with the scheme "${scheme}:"`} cannot be opened. ` +
        'Write duckdb:./file.duckdb, mysql://user:password@host:3306/database or mariadb://….',
    )
  }
  return (await driver()).open(url, options)
}

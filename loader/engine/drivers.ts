import { DefinitionError } from '../errors/index.ts'
import type { Capabilities } from './capabilities.ts'
import type { Engine, OpenOptions } from './session.ts'

interface Driver {
  readonly open: () => Promise<{ open(url: string, options?: OpenOptions): Promise<Engine> }>
  readonly capabilities: () => Promise<{ readonly capabilities: Capabilities }>
}

const duckdb: Driver = {
  open: () => import('./duckdb/open.ts'),
  capabilities: () => import('./duckdb/capabilities.ts'),
}
const mysql: Driver = { open: () => import('./mysql/open.ts'), capabilities: () => import('./mysql/capabilities.ts') }

const postgres: Driver = {
  open: () => import('./postgres/open.ts'),
  capabilities: () => import('./postgres/capabilities.ts'),
}

const drivers: Readonly<Record<string, Driver>> = {
  duckdb,
  mysql,
  mariadb: mysql,
  postgres,
  postgresql: postgres,
}

/** The driver that a URL's scheme names; its code is loaded only when it is asked to open. Throws DefinitionError 'unknown-scheme'. */
export function driverOf(url: string): Driver {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase()
  const driver = scheme === undefined || !Object.hasOwn(drivers, scheme) ? undefined : drivers[scheme]
  if (driver !== undefined) return driver
  throw new DefinitionError(
    'unknown-scheme',
    `${scheme === undefined ? 'A database URL without a scheme' : `A database URL with the scheme "${scheme}:"`} cannot be opened. ` +
      'Write duckdb:./file.duckdb, mysql://user:password@host:3306/database (or mariadb://…) or postgres://user:password@host:5432/database.',
  )
}

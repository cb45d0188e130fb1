import type { Server } from './server.ts'

/** What each session says first: it speaks UTC and utf8mb4, refuses bad values, outlives slow peers and gives up early on locked tables. */
export function sessionSetup(server: Server): readonly string[] {
  const settings = [
    // Zero dates are left to conform: a source may hold them and must be read.
    `sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO'`,
    `time_zone = '+00:00'`,
    'autocommit = 1',
    // What a server may be set to otherwise: a COMMIT that begins the next transaction, results cut off without a word, UPDATEs that need a key.
    `completion_type = 'NO_CHAIN'`,
    'sql_select_limit = 18446744073709551615',
    'sql_safe_updates = 0',
    // Seconds. While a load into an indexed table stalls, the paused reader must not be thrown out (net_write_timeout is 60 by default).
    'net_read_timeout = 3600',
    'net_write_timeout = 3600',
    'wait_timeout = 28800',
    // Seconds that RENAME, ALTER and DROP wait for readers (a day by default); whoever swaps tries again.
    'lock_wait_timeout = 10',
    // A server-wide limit on statements is for people's queries, not for a load.
    server.brand === 'mariadb' ? 'max_statement_time = 0' : 'max_execution_time = 0',
    // Warnings and counts of LOAD DATA are read as text.
    `lc_messages = 'en_US'`,
  ]
  return [
    `SET NAMES utf8mb4 COLLATE ${server.collation}`,
    `SET ${settings.map((setting) => `SESSION ${setting}`).join(', ')}`,
    // What was committed before a row lock was had must be seen after it (ARCHITECTURE.md, Exactly once 5), without gap locks.
    'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  ]
}

/** See Dialect.lockSetup. */
export const lockSetup: readonly string[] = ['SET SESSION wait_timeout = 60']

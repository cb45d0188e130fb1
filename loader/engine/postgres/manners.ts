import type { Manners } from '../server-connection.ts'
import { connectionLost, databaseError, isServerError } from './database-error.ts'
import type { Answer } from './wire.ts'

export const manners: Manners = {
  nothing: 'SELECT 1',
  begin: 'BEGIN',
  freeLocks: 'SELECT pg_advisory_unlock_all()',
  reset: 'DISCARD ALL',
  connectionLost,
  databaseError,
  // The answer to the COMMIT of a transaction that failed.
  rolledBack: (answer) => (answer as Answer).command !== 'COMMIT',
  // A broken connection is no answer, nor is a shutdown in the midst of it.
  refusedCommit: (error) => isServerError(error) && error.severity === 'ERROR',
}

import type { Manners } from '../server-connection.ts'
import { connectionLost, databaseError, isServerError } from './database-error.ts'

export const manners: Manners = {
  nothing: 'DO 0',
  begin: 'START TRANSACTION',
  freeLocks: 'DO RELEASE_ALL_LOCKS()',
  reset: 'COM_RESET_CONNECTION',
  connectionLost,
  databaseError,
  rolledBack: () => false,
  // A broken connection is no answer, nor is a KILL or shutdown in the midst of it.
  refusedCommit: (error, told) => isServerError(error) && !['connection-lost', 'killed'].includes(told.code),
}

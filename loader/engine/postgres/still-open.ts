import { DatabaseError } from '../../errors/index.ts'
import { statementBeginning } from '../statement-beginning.ts'
import type { Connection } from './connection.ts'

/** The server tells after each statement whether a transaction is open; a COMMIT in the text of a statement or a block would end ours. */
export function stillOpen(connection: Connection, sql: string): void {
  if (connection.transaction !== 'open' || connection.wire.client.getTransactionStatus() === 'T') return
  throw new DatabaseError(
    'transaction-failed',
    `A statement ended the transaction it ran in. Leave COMMIT and ROLLBACK to the session. Statement: ${statementBeginning(sql)}`,
  )
}

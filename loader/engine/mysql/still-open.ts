import { DatabaseError } from '../../errors/index.ts'
import { statementBeginning } from '../statement-beginning.ts'
import type { Connection } from './connection.ts'

/** Bit 1 of the server's status: a transaction is open. DDL commits without a word, and what follows would commit one by one. */
export function stillOpen(connection: Connection, serverStatus: number, sql: string): void {
  if (connection.transaction !== 'open' || (serverStatus & 1) === 1) return
  throw new DatabaseError(
    'transaction-failed',
    `A statement ended the transaction it ran in (on MySQL every DDL statement commits). Run it outside of transactions. Statement: ${statementBeginning(sql)}`,
  )
}

import { DatabaseError } from '../../errors/index.ts'
import { statementBeginning } from '../statement-beginning.ts'

/** What a statement ends with when our own signal ended it. */
export function cancelled(place: string, sql: string, cause: unknown): DatabaseError {
  return new DatabaseError('cancelled', `A statement in ${place} was cancelled: ${statementBeginning(sql)}`, { cause })
}

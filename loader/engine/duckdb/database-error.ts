import { DatabaseError, TypelineError } from '../../errors/index.ts'
import type { DatabaseErrorCode } from '../error-codes.ts'
import { statementBeginning } from '../statement-beginning.ts'

/** DuckDB's driver gives a message without a code: its first words are the class. The first pattern that fits decides. */
const classes: readonly (readonly [pattern: RegExp, code: DatabaseErrorCode, transient?: true])[] = [
  [/^INTERRUPT Error/, 'killed', true],
  [/Current transaction is aborted/, 'transaction-failed'],
  [/duplicate key|violates (primary key|unique) constraint/i, 'duplicate-key'],
  [/^TransactionContext Error:.*conflict/is, 'conflict', true],
  [/^Catalog Error: (Table|View) with name .* does not exist/, 'unknown-table'],
  [/^Catalog Error: .* already exists/, 'table-exists'],
  [/^Binder Error: .*(Referenced column|does not have a column|column .* not found)/i, 'unknown-column'],
  [/attached in read-only mode/, 'read-only'],
  [/^(Parser|Binder|Catalog|Syntax|Invalid Input) Error/, 'bad-sql'],
  [/NOT NULL constraint failed/, 'bad-value'],
  [/^(Conversion|Out of Range|Constraint|Mismatch Type|Invalid Type) Error/, 'bad-value'],
  [/No space left on device|disk quota|max_temp_directory_size/i, 'disk-full'],
]

/** What the driver threw, as a DatabaseError that names the statement's beginning; one of ours passes as it is. */
export function databaseError(error: unknown, place: string, sql: string): TypelineError {
  if (error instanceof TypelineError) return error
  const message = error instanceof Error ? error.message : String(error)
  const [, code = 'statement-failed', transient = false] = classes.find(([pattern]) => pattern.test(message)) ?? []
  const statement = statementBeginning(sql)
  // DuckDB adds the statement with a caret below the faulty word; the beginning stands in for it.
  const reason =
    message
      .split('\n\nLINE ')[0]
      ?.replace(/\s*\n\s*/g, ' ')
      .trim() ?? message
  return new DatabaseError(code, `${place} refused a statement: ${reason} Statement: ${statement}`, {
    cause: error,
    transient,
    fields: { place, statement },
  })
}

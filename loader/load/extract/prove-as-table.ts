import type { Session } from '../../engine/index.ts'
import { DatabaseError, DefinitionError } from '../../errors/index.ts'
import type { UnitDefinition } from '../../model/index.ts'
import { greatestOf } from './around-query.ts'

/**
 * Proves, running nothing, that a source's query can be read as a table too: by windows it is asked for its greatest `by` and for single grains. Throws
 * DefinitionError 'source-differs'.
 */
export async function proveAsTable(
  { kind, name, source }: UnitDefinition,
  by: string,
  session: Session,
): Promise<void> {
  const { sql, from } = source
  if (sql === undefined || !('parts' in sql)) return
  const { dialect } = session
  try {
    await session.describe(dialect.render(greatestOf(sql, dialect, by), { from: null, to: null }))
  } catch (cause) {
    if (!(cause instanceof DatabaseError) || cause.transient) throw cause
    throw new DefinitionError(
      'source-differs',
      `The source query of ${kind} ${name} (from ${from}) cannot be read as a table, which a load by windows does: ${cause.message} ` +
        'Write it as one SELECT without a semicolon at its end, each column under a name of its own.',
      { cause, fields: { unit: name } },
    )
  }
}

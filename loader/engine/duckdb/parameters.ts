import type { DuckDBPreparedStatement } from '@duckdb/node-api'
import type { Cell } from '../../schema/index.ts'

/** Binds by position; text stays text, DuckDB casts it to the type that the place of the parameter asks for. */
export function bindParameters(prepared: DuckDBPreparedStatement, params: readonly Cell[]): void {
  for (const [index, value] of params.entries()) {
    const position = index + 1
    if (value === null) prepared.bindNull(position)
    else if (typeof value === 'string') prepared.bindVarchar(position, value)
    else if (typeof value === 'boolean') prepared.bindBoolean(position, value)
    else if (!Number.isSafeInteger(value)) prepared.bindDouble(position, value)
    else if (value === (value | 0)) prepared.bindInteger(position, value)
    else prepared.bindBigInt(position, BigInt(value))
  }
}

import type { ResultSetHeader } from 'mysql2'
import { DatabaseError } from '../../errors/index.ts'
import type { BulkOutcome, BulkTarget } from '../session.ts'
import type { Connection } from './connection.ts'

const duplicateEntry = 1062

/**
 * Compares what the server loaded with what was sent. LOAD DATA LOCAL and INSERT IGNORE cut text, clamp numbers and leave out rows with mere
 * warnings, even in strict mode (FAULTS.md 12, 72): every warning is a failure.
 */
export async function checkedOutcome(
  connection: Connection,
  target: BulkTarget,
  header: ResultSetHeader,
  sent: number,
): Promise<BulkOutcome> {
  const loaded = header.affectedRows
  const missing = sent - loaded
  if (missing === 0 && header.warningStatus === 0) return { sent, loaded }
  // The count in the packet ends at 65,535.
  const [[count] = []] = await rows(connection, 'SHOW COUNT(*) WARNINGS')
  const warnings = await rows(connection, 'SHOW WARNINGS')
  const others = warnings.filter(([, number]) => Number(number) !== duplicateEntry)
  if (others.length === 0 && Number(count) === missing && missing > 0)
    throw refused(connection, target, 'duplicate-key', sent, loaded, warnings)
  throw refused(connection, target, 'bulk-mismatch', sent, loaded, others)
}

function refused(
  connection: Connection,
  target: BulkTarget,
  code: 'duplicate-key' | 'bulk-mismatch',
  sent: number,
  loaded: number,
  warnings: readonly (readonly unknown[])[],
): DatabaseError {
  const first = warnings.slice(0, 3).map(([, number, message]) => `${message} (${number})`)
  const { place } = connection
  return new DatabaseError(
    code,
    `Of ${sent} rows sent to ${target.table}, ${place} took ${loaded}${first.length === 0 ? '' : `, and warned: ${first.join('; ')}`}. ` +
      `Nothing of this load is kept. ${code === 'duplicate-key' ? 'Its key stands there already, or twice in the load.' : "Compare the table's columns with the definition."}`,
    { fields: { place, table: target.table, sent, loaded } },
  )
}

async function rows(connection: Connection, sql: string): Promise<readonly (readonly unknown[])[]> {
  const result = await connection.step(sql, undefined, () => connection.wire.statement(sql))
  return Array.isArray(result) ? result : []
}

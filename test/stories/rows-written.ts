import type { Session } from '../../loader/engine/index.ts'
import type { TestEngine } from '../servers/index.ts'

/**
 * What the engine itself says of writes to these tables, as a text that is the same as long as nothing was written: MariaDB counts changed rows
 * by table, DuckDB tells in which blocks each column segment lies and whether it has updates, PostgreSQL which transaction wrote each row version and
 * where it stands. Call `countWrites` first, once.
 */
export async function writesSoFar(
  engine: TestEngine['name'],
  session: Session,
  tables: readonly string[],
): Promise<string> {
  const told: string[] = []
  for (const table of tables) {
    if (engine === 'duckdb') await session.execute('CHECKPOINT')
    const rows = await session.query(tellsWrites[engine](table))
    told.push(`${table}: ${rows.map((row) => row.join(' ')).join('; ')}`)
  }
  return told.join('\n')
}

const tellsWrites: Readonly<Record<TestEngine['name'], (table: string) => string>> = {
  duckdb: (table) =>
    `SELECT row_group_id, column_name, segment_id, count, has_updates, block_id, block_offset FROM pragma_storage_info('${table}') ORDER BY ALL`,
  mysql: (table) =>
    `SELECT COALESCE(SUM(rows_changed), 0) FROM information_schema.table_statistics WHERE table_schema = DATABASE() AND table_name = '${table}'`,
  postgres: (table) =>
    `SELECT count(*), md5(string_agg(xmin || ' ' || xmax || ' ' || ctid, ',' ORDER BY ctid)) FROM "${table}"`,
}

/** Makes the server count; the others always tell. */
export async function countWrites(engine: TestEngine['name'], session: Session): Promise<void> {
  if (engine === 'mysql') await session.execute('SET GLOBAL userstat = 1')
}

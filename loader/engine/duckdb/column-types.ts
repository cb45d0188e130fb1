import type { ColumnShape, Kind } from '../../schema/index.ts'

const plain: Readonly<Record<Exclude<Kind, 'decimal'>, string>> = {
  boolean: 'BOOLEAN',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  double: 'DOUBLE',
  // Without a length: DuckDB does not enforce it and its catalog forgets it; conform checks it.
  varchar: 'VARCHAR',
  text: 'VARCHAR',
  date: 'DATE',
  time: 'TIME',
  timestamp: 'TIMESTAMP',
  json: 'JSON',
  binary: 'BLOB',
}

/** The DDL type of a column, written as DuckDB's own catalog tells it afterwards. */
export function columnType(column: ColumnShape): string {
  if (column.kind !== 'decimal') return plain[column.kind]
  return `DECIMAL(${column.precision ?? 18},${column.scale ?? 0})`
}

const kinds: Readonly<Record<string, Kind>> = {
  BOOLEAN: 'boolean',
  TINYINT: 'integer',
  SMALLINT: 'integer',
  INTEGER: 'integer',
  UTINYINT: 'integer',
  USMALLINT: 'integer',
  UINTEGER: 'bigint',
  BIGINT: 'bigint',
  UBIGINT: 'decimal',
  HUGEINT: 'decimal',
  UHUGEINT: 'decimal',
  FLOAT: 'double',
  DOUBLE: 'double',
  VARCHAR: 'varchar',
  UUID: 'varchar',
  JSON: 'json',
  BLOB: 'binary',
  DATE: 'date',
  TIME: 'time',
  TIMESTAMP: 'timestamp',
  TIMESTAMP_S: 'timestamp',
  TIMESTAMP_MS: 'timestamp',
  TIMESTAMP_NS: 'timestamp',
  'TIMESTAMP WITH TIME ZONE': 'timestamp',
}

/** The column type whose values a DuckDB type holds, by the name that its catalog and DESCRIBE tell; null: none of ours. */
export function kindOf(type: string): Kind | null {
  if (type.endsWith(']')) return null
  if (type.startsWith('DECIMAL(')) return 'decimal'
  if (type.startsWith('ENUM(')) return 'varchar'
  return kinds[type] ?? null
}

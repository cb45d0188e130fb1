import type { ColumnShape, Kind } from '../../schema/index.ts'

const plain: Readonly<Record<Exclude<Kind, 'decimal' | 'varchar'>, string>> = {
  boolean: 'boolean',
  integer: 'integer',
  bigint: 'bigint',
  double: 'double precision',
  text: 'text COLLATE "C"',
  date: 'date',
  time: 'time(6) without time zone',
  timestamp: 'timestamp(6) without time zone',
  // jsonb puts keys in another order and drops digits, json cannot be compared; text keeps what was conformed.
  json: 'text COLLATE "C"',
  // Without a length of its own: the bulk load minds the column's.
  binary: 'bytea',
}

/** The DDL type of a column, written as the catalog tells it afterwards. Collation "C": equal text is equal bytes, whatever the database's locale. */
export function columnType(column: ColumnShape): string {
  switch (column.kind) {
    case 'decimal':
      return `numeric(${column.precision ?? 18},${column.scale ?? 0})`
    case 'varchar':
      return `character varying(${column.length ?? 255}) COLLATE "C"`
    default:
      return plain[column.kind]
  }
}

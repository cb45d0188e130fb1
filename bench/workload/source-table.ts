import type { ColumnShape, Kind } from '../../loader/schema/index.ts'

/** A table of the source: what each column is called there, in DDL that MariaDB and PostgreSQL share but for `time`, and its rows. */
export interface SourceTable {
  readonly name: string
  readonly columns: readonly SourceColumn[]
  readonly primaryKey: readonly string[]
  readonly index?: readonly string[]
}

export interface SourceColumn {
  readonly name: string
  readonly column: ColumnShape
  readonly ddl: string
}

const kinds: readonly (readonly [RegExp, Kind])[] = [
  [/^(small)?int$/i, 'integer'],
  [/^bigint$/i, 'bigint'],
  [/^decimal/i, 'decimal'],
  [/^time$/i, 'timestamp'],
]

/** `ddl`: a column type, or `time` for a moment in whole seconds; all NOT NULL. */
export function sourceTable(
  name: string,
  columns: Readonly<Record<string, string>>,
  primaryKey: readonly string[],
  index?: readonly string[],
): SourceTable {
  return {
    name,
    primaryKey,
    columns: Object.entries(columns).map(([column, ddl]) => ({ name: column, ddl, column: shape(ddl) })),
    ...(index === undefined ? {} : { index }),
  }
}

function shape(ddl: string): ColumnShape {
  const kind = kinds.find(([pattern]) => pattern.test(ddl))?.[1] ?? 'varchar'
  const [first, second] = (/\(([\d, ]+)\)/.exec(ddl)?.[1] ?? '').split(',').map(Number)
  const base = { kind, nullable: false, purpose: 'attribute' } as const
  if (kind === 'decimal') return { ...base, precision: first ?? 10, scale: second ?? 2 }
  return kind === 'varchar' ? { ...base, length: first ?? 80 } : base
}

export function tableDdl({ name, columns, primaryKey, index }: SourceTable, time: string): readonly string[] {
  const parts = columns.map((column) => `${column.name} ${column.ddl === 'time' ? time : column.ddl} NOT NULL`)
  const table = `CREATE TABLE ${name} (${parts.join(', ')}, PRIMARY KEY (${primaryKey.join(', ')}))`
  return index === undefined ? [table] : [table, `CREATE INDEX ${name}_by ON ${name} (${index.join(', ')})`]
}

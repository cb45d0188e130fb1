import type { ColumnShape, Kind } from '../../schema/index.ts'

const plain: Readonly<Record<Exclude<Kind, 'decimal' | 'varchar' | 'binary'>, string>> = {
  boolean: 'tinyint(1)',
  integer: 'int',
  bigint: 'bigint',
  double: 'double',
  text: 'longtext',
  date: 'date',
  time: 'time(6)',
  // Never TIMESTAMP: it ends in 2038 and begins in 1970, so it holds neither bound of a history.
  timestamp: 'datetime(6)',
  // MySQL's own JSON would put keys in another order and drop digits; text keeps what was conformed.
  json: 'longtext',
}

/** The DDL type of a column, written as the catalog tells it afterwards; the character set is the table's. */
export function columnType(column: ColumnShape): string {
  switch (column.kind) {
    case 'decimal':
      return `decimal(${column.precision ?? 18},${column.scale ?? 0})`
    case 'varchar':
      return `varchar(${column.length ?? 255})`
    case 'binary':
      return column.length === undefined ? 'longblob' : `varbinary(${column.length})`
    default:
      return plain[column.kind]
  }
}

/** A catalog's type text without what differs between servers alone: display widths (`int(11)` on MariaDB, `int` on MySQL 8). */
export function catalogType(type: string): string {
  if (/^tinyint\(1\)$/i.test(type)) return 'tinyint(1)'
  return type.toLowerCase().startsWith('enum') || type.toLowerCase().startsWith('set')
    ? type
    : type.replace(/^((?:tiny|small|medium|big)?int)\(\d+\)/i, '$1').toLowerCase()
}

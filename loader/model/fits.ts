import type { ColumnShape, Kind } from '../schema/index.ts'

/**
 * What a query's result may be declared as, at the database. Looser than what fits between declared columns (`takes`), since every value is conformed
 * one by one: counts are BIGINT and sums DECIMAL on most engines, MySQL's booleans are TINYINT(1) or BIT(1), a date may come as midnight. A double
 * is declared as nothing else: its digits are not to be trusted.
 */
const declarable: Readonly<Record<Kind, readonly Kind[]>> = {
  boolean: ['boolean', 'integer', 'bigint', 'binary'],
  integer: ['integer', 'bigint', 'decimal', 'boolean'],
  bigint: ['integer', 'bigint', 'decimal'],
  decimal: ['integer', 'bigint', 'decimal'],
  double: ['integer', 'bigint', 'decimal', 'double'],
  varchar: [],
  text: [],
  date: ['date', 'timestamp'],
  time: ['time'],
  timestamp: ['timestamp', 'date'],
  json: ['json'],
  binary: ['binary'],
}

/**
 * Whether a result column of this kind can be what the source declares; a text column can be declared as anything. `null` (a list, an interval …)
 * is nothing of ours.
 */
export function fits(result: Kind | null, declared: ColumnShape): boolean {
  if (result === null) return false
  return result === 'varchar' || result === 'text' || declarable[declared.kind].includes(result)
}

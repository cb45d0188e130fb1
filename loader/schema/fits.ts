import type { Kind } from './column-shape.ts'

/**
 * What fits what: a column of the first kind takes values of the others, none of which can lose anything on the way in. Text takes text alone,
 * so that no date or decimal slips into it. The compiler's checks and `check` read this one table.
 */
export const takes = {
  boolean: ['boolean'],
  integer: ['integer'],
  bigint: ['integer', 'bigint'],
  decimal: ['integer', 'bigint', 'decimal'],
  double: ['integer', 'double'],
  varchar: ['varchar', 'text'],
  text: ['varchar', 'text'],
  date: ['date'],
  time: ['time'],
  timestamp: ['timestamp'],
  json: ['json'],
  binary: ['binary'],
} as const satisfies Readonly<Record<Kind, readonly Kind[]>>

/** The kinds that a column of kind K takes. */
export type Takes<K extends Kind> = (typeof takes)[K][number]

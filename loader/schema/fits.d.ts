import type { Kind } from './column-shape.ts'
/**
 * What fits what: a column of the first kind takes values of the others, none of which can lose anything on the way in. Text takes text alone,
 * so that no date or decimal slips into it. The compiler's checks and `check` read this one table.
 */
export declare const takes: {
  readonly boolean: readonly ['boolean']
  readonly integer: readonly ['integer']
  readonly bigint: readonly ['integer', 'bigint']
  readonly decimal: readonly ['integer', 'bigint', 'decimal']
  readonly double: readonly ['integer', 'double']
  readonly varchar: readonly ['varchar', 'text']
  readonly text: readonly ['varchar', 'text']
  readonly date: readonly ['date']
  readonly time: readonly ['time']
  readonly timestamp: readonly ['timestamp']
  readonly json: readonly ['json']
  readonly binary: readonly ['binary']
}
/** The kinds that a column of kind K takes. */
export type Takes<K extends Kind> = (typeof takes)[K][number]

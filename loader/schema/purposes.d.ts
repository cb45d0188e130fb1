import { type Column } from './column.ts'
import type { Kind, Purpose } from './column-shape.ts'
import type { Refused } from './refused.ts'
/** The surrogate key of a dimension: a signed 32-bit integer that the loader allots (or, smart, the source gives). */
export declare function key(): Column<'integer', false, 'key'>
/** (Part of) the natural key: what identifies a member in the source. Never NULL but in the reserved members. */
export declare function natural<K extends Kind, N extends boolean, P extends Purpose>(
  column: N extends true
    ? Refused<'natural() takes no nullable column: a row without its natural key is rejected'>
    : Unused<'natural', K, N, P>,
): Column<K, false, 'natural'>
/** What is measured at the fact's grain: mostly a number. */
export declare function measure<K extends Kind, N extends boolean, P extends Purpose>(
  column: Unused<'measure', K, N, P>,
): Column<K, N, 'measure'>
/** A key of the source kept in the fact, without a dimension of its own: an order number. */
export declare function degenerate<K extends Kind, N extends boolean, P extends Purpose>(
  column: Unused<'degenerate', K, N, P>,
): Column<K, N, 'degenerate'>
/** A column has one purpose: what has one already is refused. */
type Unused<W extends string, K extends Kind, N extends boolean, P extends Purpose> = P extends 'attribute'
  ? Column<K, N, P>
  : Refused<`${W}() takes a column without a purpose, such as integer(); this one is for ${P} already`>

import { type Column } from './column.ts'
export declare function boolean(): Column<'boolean', false, 'attribute'>
/** 32 bit, signed; a `number` in `derive`. */
export declare function integer(): Column<'integer', false, 'attribute'>
/** 64 bit, signed; text on the way, so that no digit is lost. */
export declare function bigint(): Column<'bigint', false, 'attribute'>
/**
 * Exact decimal of `precision` digits, `scale` of them after the point. A value with more digits after the point is rejected, or with
 * `round: true` rounded half away from zero. Precision: 65 on MySQL, 38 on DuckDB (`check` refuses more).
 */
export declare function decimal(
  precision: number,
  scale?: number,
  options?: {
    readonly round?: boolean
  },
): Column<'decimal', false, 'attribute'>
/** IEEE double: approximate by nature, so not for money. */
export declare function double(): Column<'double', false, 'attribute'>
/** Text of at most `length` characters (code points); longer text is rejected, never cut. */
export declare function varchar(length: number): Column<'varchar', false, 'attribute'>
/** Text of any length. */
export declare function text(): Column<'text', false, 'attribute'>
/**
 * A day, `YYYY-MM-DD`. `0000-00-00` and days with a zero part are rejected, or with `zeroDate: 'null'` become NULL: such a column is nullable of itself.
 */
export declare function date(): Column<'date', false, 'attribute'>
export declare function date(options: { readonly zeroDate: 'null' }): Column<'date', true, 'attribute'>
/** A time of day with microseconds, without zone. */
export declare function time(): Column<'time', false, 'attribute'>
/** A moment with microseconds, in UTC, stored without zone. `zeroDate` as for {@link date}. */
export declare function timestamp(): Column<'timestamp', false, 'attribute'>
export declare function timestamp(options: { readonly zeroDate: 'null' }): Column<'timestamp', true, 'attribute'>
/** A JSON document; compared as text, without the whitespace outside its strings. */
export declare function json(): Column<'json', false, 'attribute'>
/** Bytes, at most `length` of them. */
export declare function binary(length: number): Column<'binary', false, 'attribute'>

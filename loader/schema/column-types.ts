import { type Column, plainColumn } from './column.ts'
import { wholeNumber } from './whole-number.ts'

export function boolean(): Column<'boolean', false, 'attribute'> {
  return plainColumn('boolean')
}

/** 32 bit, signed; a `number` in `derive`. */
export function integer(): Column<'integer', false, 'attribute'> {
  return plainColumn('integer')
}

/** 64 bit, signed; text on the way, so that no digit is lost. */
export function bigint(): Column<'bigint', false, 'attribute'> {
  return plainColumn('bigint')
}

/**
 * Exact decimal of `precision` digits, `scale` of them after the point. A value with more digits after the point is rejected, or with
 * `round: true` rounded half away from zero. Precision: 65 on MySQL, 38 on DuckDB (`check` refuses more).
 */
export function decimal(
  precision: number,
  scale = 0,
  options: { readonly round?: boolean } = {},
): Column<'decimal', false, 'attribute'> {
  wholeNumber('decimal', 'the precision', precision, 1, 65)
  wholeNumber('decimal', 'the scale', scale, 0, precision)
  return plainColumn('decimal', { precision, scale, ...(options.round === true ? { round: true } : {}) })
}

/** IEEE double: approximate by nature, so not for money. */
export function double(): Column<'double', false, 'attribute'> {
  return plainColumn('double')
}

/** Text of at most `length` characters (code points); longer text is rejected, never cut. */
export function varchar(length: number): Column<'varchar', false, 'attribute'> {
  wholeNumber('varchar', 'the length', length, 1, 65535)
  return plainColumn('varchar', { length })
}

/** Text of any length. */
export function text(): Column<'text', false, 'attribute'> {
  return plainColumn('text')
}

/**
 * A day, `YYYY-MM-DD`. `0000-00-00` and days with a zero part are rejected, or with `zeroDate: 'null'` become NULL: such a column is nullable of itself.
 */
export function date(): Column<'date', false, 'attribute'>
export function date(options: { readonly zeroDate: 'null' }): Column<'date', true, 'attribute'>
export function date(options?: { readonly zeroDate: 'null' }): Column<'date', boolean, 'attribute'> {
  return zeroDated(plainColumn('date', options), options)
}

/** A time of day with microseconds, without zone. */
export function time(): Column<'time', false, 'attribute'> {
  return plainColumn('time')
}

/** A moment with microseconds, in UTC, stored without zone. `zeroDate` as for {@link date}. */
export function timestamp(): Column<'timestamp', false, 'attribute'>
export function timestamp(options: { readonly zeroDate: 'null' }): Column<'timestamp', true, 'attribute'>
export function timestamp(options?: { readonly zeroDate: 'null' }): Column<'timestamp', boolean, 'attribute'> {
  return zeroDated(plainColumn('timestamp', options), options)
}

/** A JSON document; compared as text, without the whitespace outside its strings. */
export function json(): Column<'json', false, 'attribute'> {
  return plainColumn('json')
}

/** Bytes, at most `length` of them. */
export function binary(length: number): Column<'binary', false, 'attribute'> {
  wholeNumber('binary', 'the length', length, 1, 65535)
  return plainColumn('binary', { length })
}

function zeroDated<K extends 'date' | 'timestamp'>(
  column: Column<K, false, 'attribute'>,
  options: { readonly zeroDate: 'null' } | undefined,
): Column<K, boolean, 'attribute'> {
  return options?.zeroDate === 'null' ? Object.freeze({ ...column, nullable: true as const }) : column
}

/**
 * A conformed value: the canonical text of its column's type; `number` for integer (32 bit), `boolean` for boolean, `null` for NULL.
 * Equal values are `===`, so keys and attributes compare without knowing their type.
 */
export type Cell = string | number | boolean | null
/** One row by position, in the order of a list of columns told beside it. */
export type Cells = readonly Cell[]
/**
 * What a driver handed over, before conform: number for 32-bit integers, boolean, text as the database printed it for all else (bigint,
 * decimal, double, dates, times), Uint8Array for binary. Anything else (a list, an object) is rejected by conform.
 */
export type RawRow = readonly unknown[]

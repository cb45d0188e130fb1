import type { Cell } from '../../schema/index.ts'

/**
 * A value (never NULL) to the canonical cell of one column: null where a zero date means NULL, undefined where the value cannot be of the
 * column's type. It allocates nothing for a value that is canonical already; why a value does not fit is told by `expectation`.
 */
export type Convert = (value: unknown) => Cell | undefined

/**
 * Copies a cell from where a server printed it into a line, where conform would make the same of it; gives the place after it, or `odd` where it takes a second look. There is room for the cell's bytes
 * and `besides`.
 */
export type PutPrinted = (printed: Buffer, from: number, to: number, line: Buffer, at: number) => number

/** No place: conform tells what such a cell is. */
export const odd = -1

/** Bytes that a cell may take in a line beyond those that were printed: a point and the digits after it. */
export const besides = 80

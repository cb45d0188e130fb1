import type { Cell } from '../schema/index.ts'

/** Writes a cell at a place of the bytes, where there is room for it; gives the place after it. */
export type PutCell = (bytes: Buffer, at: number, cell: Exclude<Cell, null>) => number

/** One column of a line. */
export interface LineColumn {
  readonly put: PutCell
  /** The most bytes that a cell takes; null: three for each character of its text, and 8. */
  readonly most: number | null
}

/** Longer than any number, date or time in canonical text (MySQL's decimals have 65 digits). */
const plainBytes = 80

/** A column whose canonical text holds nothing to escape; `refuse` throws for what cannot be such a text. */
export function plainColumn(refuse: () => Error): LineColumn {
  return { put: (bytes, at, cell) => putPlain(bytes, at, `${cell}`, refuse), most: plainBytes }
}

export function integerColumn(refuse: () => Error): LineColumn {
  return {
    put: (bytes, at, cell) =>
      typeof cell === 'number' && (cell | 0) === cell
        ? putInteger(bytes, at, cell)
        : putPlain(bytes, at, `${cell}`, refuse),
    most: plainBytes,
  }
}

/** A column of text; `escaped` makes of a text what the server reads as that text. */
export function textColumn(escaped: (text: string) => string): LineColumn {
  return { put: (bytes, at, cell) => putText(bytes, at, `${cell}`, escaped), most: null }
}

/** A whole number of 32 bits. */
export function putInteger(bytes: Buffer, at: number, value: number): number {
  if (value < 0) {
    if (value === -2_147_483_648) return at + bytes.write('-2147483648', at)
    bytes[at] = 45
    return putInteger(bytes, at + 1, -value)
  }
  const end = at + digitsOf(value)
  let place = end
  let rest = value
  do {
    const tenth = (rest / 10) | 0
    place -= 1
    bytes[place] = 48 + rest - tenth * 10
    rest = tenth
  } while (rest > 0)
  return end
}

function digitsOf(value: number): number {
  if (value < 10_000) return value < 10 ? 1 : value < 100 ? 2 : value < 1000 ? 3 : 4
  if (value < 100_000_000) return value < 100_000 ? 5 : value < 1_000_000 ? 6 : value < 10_000_000 ? 7 : 8
  return value < 1_000_000_000 ? 9 : 10
}

export function putPlain(bytes: Buffer, at: number, text: string, refuse: () => Error): number {
  const { length } = text
  if (length > plainBytes) throw refuse()
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index)
    // Printable ASCII without the backslash.
    if (code < 32 || code > 126 || code === 92) throw refuse()
    bytes[at + index] = code
  }
  return at + length
}

/** Longer texts are faster looked through and copied as a whole. */
const shortText = 48

function putText(bytes: Buffer, at: number, text: string, escaped: (text: string) => string): number {
  const { length } = text
  if (length > shortText) return at + bytes.write(escaped(text), at)
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index)
    if (code < 32 || code > 126 || code === 92) return at + bytes.write(escaped(text), at)
    bytes[at + index] = code
  }
  return at + length
}

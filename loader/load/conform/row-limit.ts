import type { Cell, Cells, NamedColumn, RawRow } from '../../schema/index.ts'

/** What surrounds a row when it travels. */
const frame = 8192
/** Numbers, dates and times take fewer. */
const shortCell = 80

/**
 * Compiles what tells a row that is larger than the warehouse takes at once (Capabilities.rowBytes): its bytes, null for one that fits. Null where no row
 * of these columns can be so large.
 */
export function rowLimit(
  columns: readonly NamedColumn[],
  rowBytes: number | null | undefined,
): ((cells: Cells) => number | null) | null {
  if (rowBytes === null || rowBytes === undefined) return null
  const most = rowBytes - frame
  const bounded = columns.reduce((sum, { column }) => sum + Math.min(largest(column), most + 1), 0)
  if (bounded <= most) return null
  return (cells) => {
    let units = 0
    for (const cell of cells) units += typeof cell === 'string' ? cell.length : shortCell
    // A unit of UTF-16 is three bytes at most.
    if (units * 3 <= most) return null
    const bytes = cells.reduce((sum: number, cell) => sum + bytesOf(cell), 0)
    return bytes > most ? bytes : null
  }
}

/** Bytes of a line that is never too large: any of its bytes may have to be escaped. */
export function harmlessLine(columns: readonly NamedColumn[], rowBytes: number | null | undefined): number {
  if (rowBytes === null || rowBytes === undefined) return Number.POSITIVE_INFINITY
  return (rowBytes - frame) / 2 - columns.length * shortCell
}

export function rowLimitSentence(bytes: number, rowBytes: number): string {
  return (
    `The row takes ${bytes} bytes, and the warehouse's server takes ${rowBytes} at once (max_allowed_packet). ` +
    'Let an administrator raise that, or shorten its values in the source.'
  )
}

const told = 1000

/** A row too large to be loaded is too large to be told: long values are cut. */
export function shortened(row: RawRow): RawRow {
  return row.map((value) => {
    if (typeof value === 'string' && value.length > told)
      return `${value.slice(0, told)}… (${value.length} characters, cut here)`
    return value instanceof Uint8Array && value.length > told ? `(${value.length} bytes)` : value
  })
}

function largest({ kind, length }: NamedColumn['column']): number {
  if (kind === 'varchar' || kind === 'text') return 4 * (length ?? Number.POSITIVE_INFINITY)
  if (kind === 'binary') return 2 * (length ?? Number.POSITIVE_INFINITY)
  return kind === 'json' ? Number.POSITIVE_INFINITY : shortCell
}

/** As it travels: some characters are escaped by another one. */
function bytesOf(cell: Cell): number {
  if (typeof cell !== 'string') return shortCell
  let escaped = 0
  for (let at = 0; at < cell.length; at++) if (isEscaped(cell.charCodeAt(at))) escaped += 1
  return Buffer.byteLength(cell) + escaped
}

/** NUL, tab, line feed, carriage return, quotes, backslash. */
function isEscaped(code: number): boolean {
  return code === 0 || code === 9 || code === 10 || code === 13 || code === 34 || code === 39 || code === 92
}

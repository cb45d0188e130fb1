import bindings, { type Vector } from '@duckdb/node-bindings'
import type { Cell, Cells, ColumnShape } from '../../schema/index.ts'
import { parseDay, parseTime, parseTimestamp, scaledInteger } from './parse-cell.ts'

/** Writes one column of up to a chunk's rows; returns the row whose cell is not the canonical form of its column, or -1. */
export type ColumnWriter = (
  vector: Vector,
  rows: readonly Cells[],
  from: number,
  count: number,
  column: number,
) => number

const chunkRows = bindings.vector_size()

/** Puts one cell, not NULL, at its place; false when it is not canonical. */
type Put = (row: number, cell: Exclude<Cell, null>) => boolean

/** The writer of a column. Conform is the guard of values; what is checked here is that nothing is stored other than it was sent. */
export function columnWriter(column: ColumnShape): ColumnWriter {
  switch (column.kind) {
    case 'boolean': {
      const values = new Uint8Array(chunkRows)
      return fixed(values, 1, (row, cell) => {
        values[row] = cell === true ? 1 : 0
        return typeof cell === 'boolean'
      })
    }
    case 'integer': {
      const values = new Int32Array(chunkRows)
      return fixed(values, 4, (row, cell) => {
        values[row] = cell as number
        return values[row] === cell
      })
    }
    case 'double': {
      const values = new Float64Array(chunkRows)
      return fixed(values, 8, (row, cell) => {
        const value = Number(cell)
        values[row] = value
        return typeof cell === 'string' && (cell === 'NaN' || (cell !== '' && !Number.isNaN(value)))
      })
    }
    case 'date': {
      const values = new Int32Array(chunkRows)
      return fixed(
        values,
        4,
        remembering(
          (cell) => parseDay(cell),
          (row, day) => {
            values[row] = day
            return !Number.isNaN(day)
          },
        ),
      )
    }
    case 'time':
      return wide(8, (cell) => {
        const micros = parseTime(cell)
        return Number.isNaN(micros) ? null : micros
      })
    case 'timestamp':
      return wide(8, parseTimestamp)
    case 'bigint':
      return wide(8, (cell) => {
        const value = scaledInteger(cell, 19, 0)
        return typeof value === 'bigint' && BigInt.asIntN(64, value) !== value ? null : value
      })
    case 'decimal':
      return decimal(column.precision ?? 18, column.scale ?? 0)
    case 'binary':
      return entries((vector, row, cell) => {
        const bytes = Buffer.from(cell, 'hex')
        bindings.vector_assign_string_element_len(vector, row, bytes)
        return bytes.length * 2 === cell.length
      })
    case 'varchar':
    case 'text':
    case 'json': {
      const longest = column.length ?? Number.POSITIVE_INFINITY
      return entries((vector, row, cell) => {
        bindings.vector_assign_string_element(vector, row, cell)
        // A lone surrogate would become U+FFFD on the way. DuckDB enforces no length.
        return cell.isWellFormed() && (cell.length <= longest || [...cell].length <= longest)
      })
    }
  }
}

/** DuckDB keeps a decimal as an integer of 16, 32, 64 or 128 bits, by its precision. */
function decimal(precision: number, scale: number): ColumnWriter {
  if (precision > 9) return wide(precision <= 18 ? 8 : 16, (cell) => scaledInteger(cell, precision, scale))
  const values = precision <= 4 ? new Int16Array(chunkRows) : new Int32Array(chunkRows)
  return fixed(values, values.BYTES_PER_ELEMENT, (row, cell) => {
    const value = typeof cell === 'string' ? scaledInteger(cell, precision, scale) : null
    values[row] = value as number
    return value !== null
  })
}

/** Columns whose values are integers of 64 or 128 bits, written as words of 32 so that most need no bigint. */
function wide(width: 8 | 16, parse: (cell: string) => number | bigint | null): ColumnWriter {
  const words = new Uint32Array((chunkRows * width) / 4)
  const step = width / 4
  return fixed(
    words,
    width,
    remembering(parse, (row, value) => {
      if (value === null) return false
      let rest = value
      for (let word = row * step; word < (row + 1) * step; word += 1) {
        if (typeof rest === 'number') {
          const upper = Math.floor(rest / 2 ** 32)
          words[word] = rest - upper * 2 ** 32
          rest = upper
        } else {
          words[word] = Number(rest & 0xffff_ffffn)
          rest >>= 32n
        }
      }
      return true
    }),
  )
}

/** Parses a text once as long as it repeats: open ends, dates of sorted rows. */
function remembering<T>(parse: (cell: string) => T, put: (row: number, value: T) => boolean): Put {
  let last: string | null = null
  let lastValue: T
  return (row, cell) => {
    if (typeof cell !== 'string') return false
    if (cell !== last) {
      lastValue = parse(cell)
      last = cell
    }
    return put(row, lastValue)
  }
}

function fixed(values: { readonly buffer: ArrayBuffer }, width: number, put: Put): ColumnWriter {
  return (vector, rows, from, count, column) => {
    const wrong = eachCell(vector, rows, from, count, column, put)
    bindings.copy_data_to_vector(vector, 0, values.buffer, 0, count * width)
    return wrong
  }
}

function entries(assign: (vector: Vector, row: number, cell: string) => boolean): ColumnWriter {
  return (vector, rows, from, count, column) =>
    eachCell(vector, rows, from, count, column, (row, cell) => typeof cell === 'string' && assign(vector, row, cell))
}

/** Puts every cell and marks the NULLs. */
function eachCell(
  vector: Vector,
  rows: readonly Cells[],
  from: number,
  count: number,
  column: number,
  put: Put,
): number {
  let valid: Uint8Array | null = null
  let wrong = -1
  for (let row = 0; row < count; row += 1) {
    const cell = (rows[from + row] as Cells)[column]
    if (cell === null) {
      valid ??= new Uint8Array(chunkRows / 8).fill(255)
      valid[row >> 3] = (valid[row >> 3] as number) & ~(1 << (row & 7))
    } else if (cell === undefined || !put(row, cell)) {
      wrong = from + row
      break
    }
  }
  if (valid !== null) {
    bindings.vector_ensure_validity_writable(vector)
    bindings.copy_data_to_vector_validity(vector, 0, valid.buffer as ArrayBuffer, 0, Math.ceil(count / 64) * 8)
  }
  return wrong
}

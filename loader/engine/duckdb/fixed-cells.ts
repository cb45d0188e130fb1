import bindings from '@duckdb/node-bindings'
import type { Cell } from '../../schema/index.ts'
import { type CellWriter, chunkRows } from './write-column.ts'

type Memory = Uint8Array | Int16Array | Int32Array | Uint32Array | Float64Array

/** Cells of a fixed width: put into `memory`, a chunk's worth, which is copied as a whole. */
export function fixedCells(memory: Memory, width: number, put: CellWriter['put']): CellWriter {
  const buffer = memory.buffer as ArrayBuffer
  return { put, flush: (vector, rows) => bindings.copy_data_to_vector(vector, 0, buffer, 0, rows * width) }
}

/** Texts that are parsed to an integer of 16, 32, 64 or 128 bits; null where the text is not canonical. */
export function integerCells(width: 2 | 4 | 8 | 16, parse: (text: string) => number | bigint | null): CellWriter {
  if (width === 2 || width === 4) {
    const memory = width === 2 ? new Int16Array(chunkRows) : new Int32Array(chunkRows)
    return fixedCells(
      memory,
      width,
      remembering(parse, (row, value) => {
        memory[row] = Number(value)
      }),
    )
  }
  // Written as words of 32 bits, so that most values need no bigint.
  const step = width / 4
  const memory = new Uint32Array(chunkRows * step)
  return fixedCells(
    memory,
    width,
    remembering(parse, (row, value) => {
      let rest = value
      for (let word = row * step; word < (row + 1) * step; word += 1) {
        if (typeof rest === 'number') {
          const upper = Math.floor(rest / 2 ** 32)
          memory[word] = rest - upper * 2 ** 32
          rest = upper
        } else {
          memory[word] = Number(rest & 0xffff_ffffn)
          rest >>= 32n
        }
      }
    }),
  )
}

/** Parses a text once as long as it repeats: open ends, dates of sorted rows. */
function remembering(
  parse: (text: string) => number | bigint | null,
  put: (row: number, value: number | bigint) => void,
): CellWriter['put'] {
  let last: string | null = null
  let lastValue: number | bigint | null = null
  return (row: number, cell: Cell) => {
    if (typeof cell !== 'string') return false
    if (cell !== last) {
      lastValue = parse(cell)
      last = cell
    }
    if (lastValue === null) return false
    put(row, lastValue)
    return true
  }
}

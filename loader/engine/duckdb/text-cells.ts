import bindings from '@duckdb/node-bindings'
import { type CellWriter, chunkRows } from './write-column.ts'

/** A text of up to 12 bytes lies in its entry of 16 bytes: length, bytes, zeros. A longer one is given to DuckDB, which keeps its bytes. */
const entryBytes = 16
const inlineBytes = 12

/** Texts of up to `longest` characters, which DuckDB does not enforce. Short ASCII (most keys and codes) costs a fifth of a call for each. */
export function textCells(longest: number): CellWriter {
  const bytes = new Uint8Array(chunkRows * entryBytes)
  const lengths = new Uint32Array(bytes.buffer)
  let others: [row: number, text: string][] = []

  const putInline = (row: number, text: string): boolean => {
    const { length } = text
    if (length > inlineBytes) return false
    const at = row * entryBytes + 4
    for (let index = 0; index < inlineBytes; index += 1) {
      const code = index < length ? text.charCodeAt(index) : 0
      if (code > 127) return false
      bytes[at + index] = code
    }
    lengths[row * 4] = length
    return true
  }

  return {
    put(row, text) {
      if (typeof text !== 'string') return false
      if (text.length > longest && [...text].length > longest) return false
      if (putInline(row, text)) return true
      others.push([row, text])
      // A lone surrogate would become U+FFFD on the way.
      return text.isWellFormed()
    },
    flush(vector, rows) {
      bindings.copy_data_to_vector(vector, 0, bytes.buffer, 0, rows * entryBytes)
      for (const [row, text] of others) bindings.vector_assign_string_element(vector, row, text)
      others = []
    },
  }
}

/** Lower-case hex as up to `longest` bytes. */
export function binaryCells(longest: number): CellWriter {
  let all: [row: number, bytes: Buffer][] = []
  return {
    put(row, hex) {
      if (typeof hex !== 'string') return false
      const bytes = Buffer.from(hex, 'hex')
      all.push([row, bytes])
      return bytes.length * 2 === hex.length && bytes.length <= longest
    },
    flush(vector) {
      for (const [row, bytes] of all) bindings.vector_assign_string_element_len(vector, row, bytes)
      all = []
    },
  }
}

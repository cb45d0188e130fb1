import { isAscii } from 'node:buffer'
import bindings from '@duckdb/node-bindings'
import { isNull, type ResultMemory } from './result-column.ts'

/** A text of up to 12 bytes lies in its entry of 16 bytes; of a longer one the entry holds length, 4 first bytes, address. */
const entryBytes = 16
const inlineBytes = 12
/** Between two texts this near no page can lie that holds neither, so the bytes between may be read too. */
const nearBytes = 4096
const upperHalf = 2 ** 32

/** A stretch of memory that holds the long texts of some rows. */
interface Stretch {
  readonly start: number
  end: number
  /** The first of them, whose text lies at the start. */
  readonly first: number
}

type Decode = (bytes: Buffer, from: number, to: number) => unknown

/** Texts of a VARCHAR column. One stretch is fetched for many neighbours: a call for each costs five times as much. */
export function readTexts(memory: ResultMemory): unknown[] {
  return readEntries(memory, (bytes) => {
    // One byte a character is twice as fast to decode.
    const encoding = isAscii(bytes) ? 'latin1' : 'utf8'
    return (_, from, to) => bytes.toString(encoding, from, to)
  })
}

/** Bytes of a BLOB column, copied out of DuckDB's memory. */
export function readBlobs(memory: ResultMemory): unknown[] {
  return readEntries(memory, () => (bytes, from, to) => Uint8Array.prototype.slice.call(bytes, from, to))
}

function readEntries({ bytes, rows, valid }: ResultMemory, decoder: (bytes: Buffer) => Decode): unknown[] {
  const values: unknown[] = new Array(rows)
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, rows * 4)
  const entries = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const inline = decoder(entries)
  const address = (row: number) => (words[row * 4 + 2] as number) + (words[row * 4 + 3] as number) * upperHalf
  let stretch: Stretch | null = null

  const decodeStretch = ({ start, end, first }: Stretch, until: number) => {
    const offset = bytes.byteOffset + first * entryBytes + 8
    const found = bindings.get_data_from_pointer(bytes.buffer as ArrayBuffer, offset, end - start)
    const held = Buffer.from(found.buffer, found.byteOffset, found.byteLength)
    const decode = decoder(held)
    for (let row = first; row < until; row += 1) {
      const length = words[row * 4] as number
      if (length <= inlineBytes || isNull(valid, row)) continue
      const from = address(row) - start
      values[row] = decode(held, from, from + length)
    }
  }

  for (let row = 0; row < rows; row += 1) {
    if (isNull(valid, row)) {
      values[row] = null
      continue
    }
    const length = words[row * 4] as number
    if (length <= inlineBytes) {
      const from = row * entryBytes + 4
      values[row] = inline(entries, from, from + length)
      continue
    }
    const from = address(row)
    const to = from + length
    if (stretch !== null && from >= stretch.start && from < stretch.end + nearBytes) {
      if (to > stretch.end) stretch.end = to
    } else {
      if (stretch !== null) decodeStretch(stretch, row)
      stretch = { start: from, end: to, first: row }
    }
  }
  if (stretch !== null) decodeStretch(stretch, rows)
  return values
}

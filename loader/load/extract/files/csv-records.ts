import { isAscii, isUtf8 } from 'node:buffer'
import { LoadError } from '../../../errors/index.ts'
import type { CsvFiles } from '../../../model/index.ts'
import { type CsvField, type CsvSigns, scanRecord } from './csv-record.ts'

/** One record: its fields, or why it is none. */
export interface CsvFields {
  /** Of its first line, from 1. */
  readonly line: number
  readonly values: readonly (string | null)[]
  readonly wrong: string | null
  /** Where it stands in the bytes of its chunk. */
  readonly from: number
  readonly to: number
}

export interface CsvChunk {
  readonly bytes: Buffer
  readonly records: readonly CsvFields[]
}

/** A record that does not end in so many bytes is one whose quote was never closed. */
const mostBytes = 64 << 20

/** Records of a CSV file in UTF-8, by chunks. Throws LoadError 'quote-not-closed': how many lines such a quote has swallowed nobody can tell. */
export async function* csvRecords(
  chunks: AsyncIterable<Buffer>,
  files: CsvFiles,
  path: string,
): AsyncGenerator<CsvChunk, void, undefined> {
  const signs: CsvSigns = { delimiter: files.delimiter.charCodeAt(0), quote: files.quote?.charCodeAt(0) ?? -1 }
  const cellsOf = cells(files, files.quote ?? '')
  let rest: Buffer = Buffer.alloc(0)
  let line = 1

  const parse = (bytes: Buffer, last: boolean): CsvChunk => {
    const records: CsvFields[] = []
    const ascii = isAscii(bytes)
    let at = 0
    while (at < bytes.length) {
      const record = scanRecord(bytes, at, last, signs)
      if (record === 'open') throw notClosed(path, line)
      if (record === 'more') break
      const { fields, lines, next } = record
      const isText = ascii || isUtf8(bytes.subarray(at, next))
      const wrong = record.wrong ?? (isText ? null : 'it holds bytes that are no UTF-8')
      const values = wrong === null ? cellsOf(bytes, at, next, fields, ascii) : []
      records.push({ line, values, wrong, from: at, to: next })
      line += lines
      at = next
    }
    rest = bytes.subarray(at)
    if (rest.length > mostBytes) throw notClosed(path, line)
    return { bytes, records }
  }

  for await (const chunk of chunks) yield parse(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]), false)
  yield parse(rest, true)
}

type CellsOf = (
  bytes: Buffer,
  from: number,
  to: number,
  fields: readonly CsvField[],
  ascii: boolean,
) => (string | null)[]

/** A record of ASCII is decoded once: its bytes are its characters. */
function cells(files: CsvFiles, quote: string): CellsOf {
  const isNull = files.null
  return (bytes, start, end, fields, ascii) => {
    const text = ascii ? bytes.toString('latin1', start, end) : ''
    return fields.map(({ from, to, quoted, doubled }) => {
      const cell = ascii ? text.slice(from - start, to - start) : bytes.toString('utf8', from, to)
      if (!quoted) return cell === isNull ? null : cell
      return doubled ? cell.replaceAll(quote + quote, quote) : cell
    })
  }
}

function notClosed(path: string, line: number): LoadError {
  return new LoadError(
    'quote-not-closed',
    `${path}, line ${line}: a quote is opened in this record and not closed. Nothing was loaded: close it, double quotes inside of fields, or say quote: null if they are data.`,
    { fields: { path, line } },
  )
}

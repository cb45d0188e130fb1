import { isUtf8 } from 'node:buffer'
import { LoadError } from '../../../errors/index.ts'
import type { CsvFiles } from '../../../model/index.ts'
import { type CsvField, type CsvSigns, scanRecord } from './csv-record.ts'

/** One record: its fields, or why it is none. */
export interface CsvFields {
  /** Of its first line, from 1. */
  readonly line: number
  readonly values: readonly (string | null)[]
  readonly wrong: string | null
  readonly raw: Buffer
}

/** A record that does not end in so many bytes is one whose quote was never closed. */
const mostBytes = 64 << 20

/** Records of a CSV file in UTF-8, by chunks. Throws LoadError 'quote-not-closed': how many lines such a quote has swallowed nobody can tell. */
export async function* csvRecords(
  chunks: AsyncIterable<Buffer>,
  files: CsvFiles,
  path: string,
): AsyncGenerator<readonly CsvFields[], void, undefined> {
  const signs: CsvSigns = { delimiter: files.delimiter.charCodeAt(0), quote: files.quote?.charCodeAt(0) ?? -1 }
  let rest: Buffer = Buffer.alloc(0)
  let line = 1

  const parse = (bytes: Buffer, last: boolean): readonly CsvFields[] => {
    const records: CsvFields[] = []
    let at = 0
    while (at < bytes.length) {
      const record = scanRecord(bytes, at, last, signs)
      if (record === 'open') throw notClosed(path, line)
      if (record === 'more') break
      const raw = bytes.subarray(at, record.next)
      const text = record.wrong === null && !isUtf8(raw) ? 'it holds bytes that are no UTF-8' : record.wrong
      const values = text === null ? record.fields.map((field) => cellOf(bytes, field, files)) : []
      records.push({ line, values, wrong: text, raw })
      line += record.lines
      at = record.next
    }
    rest = bytes.subarray(at)
    if (rest.length > mostBytes) throw notClosed(path, line)
    return records
  }

  for await (const chunk of chunks) yield parse(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]), false)
  yield parse(rest, true)
}

function cellOf(bytes: Buffer, { from, to, quoted, doubled }: CsvField, files: CsvFiles): string | null {
  const text = bytes.toString('utf8', from, to)
  if (!quoted) return text === files.null ? null : text
  return doubled ? text.replaceAll(`${files.quote}${files.quote}`, files.quote ?? '') : text
}

function notClosed(path: string, line: number): LoadError {
  return new LoadError(
    'quote-not-closed',
    `${path}, line ${line}: a quote is opened in this record and not closed. Nothing was loaded: close it, double quotes inside of fields, or say quote: null if they are data.`,
    { fields: { path, line } },
  )
}

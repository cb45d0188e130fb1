import type { CsvFiles, UnitDefinition } from '../../../model/index.ts'
import { type CsvFields, csvRecords } from './csv-records.ts'
import { fileDiffers, missingColumns } from './differs.ts'
import type { BadRecord, FileBatch, FileRow } from './file-batch.ts'
import { inUtf8 } from './file-text.ts'
import { readBytes } from './read-bytes.ts'

/** Where the declared columns stand in a file's records, and how many fields those have. */
interface CsvLayout {
  readonly positions: readonly number[]
  readonly width: number
  /** The first record is none of the data. */
  readonly header: boolean
}

/** Rows of one CSV file by chunks. Throws DefinitionError 'source-differs' for a header that does not fit. */
export async function* readCsv(
  unit: UnitDefinition,
  files: CsvFiles,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<FileBatch, void, undefined> {
  let layout: CsvLayout | null = null
  for await (const { bytes, records } of recordsOf(files, path, signal)) {
    const batch: (FileRow | BadRecord)[] = []
    for (const record of records) {
      if (layout === null) {
        layout = layoutOf(unit, files, path, record)
        if (layout.header) continue
      }
      const item = itemOf(record, bytes, layout)
      if (item !== null) batch.push(item)
    }
    yield batch
  }
  if (layout === null) layoutOf(unit, files, path, null)
}

/** Compares the beginning of one CSV file with the declared columns. */
export async function proveCsv(
  unit: UnitDefinition,
  files: CsvFiles,
  path: string,
  signal: AbortSignal,
): Promise<void> {
  for await (const { records } of recordsOf(files, path, signal)) {
    const [first] = records
    if (first === undefined) continue
    layoutOf(unit, files, path, first)
    return
  }
  layoutOf(unit, files, path, null)
}

function recordsOf(files: CsvFiles, path: string, signal: AbortSignal) {
  return csvRecords(inUtf8(readBytes(path, signal), files.encoding, path), files, path)
}

function layoutOf(unit: UnitDefinition, files: CsvFiles, path: string, first: CsvFields | null): CsvLayout {
  const declared = Object.keys(unit.source.columns)
  if (first === null) {
    if (files.header) throw fileDiffers(unit, path, ['it is empty and has no header'])
    return { positions: [], width: 0, header: false }
  }
  if (!files.header) {
    // A wrong one is rejected with its line, as any other.
    const width = first.wrong === null ? first.values.length : declared.length
    if (width !== declared.length)
      throw fileDiffers(unit, path, [
        `its first record has ${width} fields, and ${declared.length} columns are declared`,
      ])
    return { positions: declared.map((_, at) => at), width, header: false }
  }
  if (first.wrong !== null) throw fileDiffers(unit, path, [`its header cannot be read: ${first.wrong}`])
  const names = first.values.map((name) => name ?? '')
  const twice = declared.filter((name) => names.indexOf(name) !== names.lastIndexOf(name))
  const findings = [...missingColumns(declared, names), ...twice.map((name) => `it has ${name} twice`)]
  if (findings.length > 0) throw fileDiffers(unit, path, [...findings, `its header is ${names.join(', ')}`])
  return { positions: declared.map((name) => names.indexOf(name)), width: names.length, header: true }
}

/** null: an empty line, which is a record of one empty field only where there is one column. */
function itemOf(record: CsvFields, bytes: Buffer, { positions, width, header }: CsvLayout): FileRow | BadRecord | null {
  const { line, values, wrong } = record
  if (wrong === null && values.length === width) return { line, row: positions.map((at) => values[at] ?? null) }
  const raw = bytes.subarray(record.from, record.to)
  if (wrong !== null) return { line, wrong, raw }
  if (raw.every((byte) => byte === 10 || byte === 13)) return null
  const expected = header ? `its header has ${width}` : `${width} columns are declared`
  return { line, wrong: `it has ${values.length} fields, and ${expected}`, raw }
}

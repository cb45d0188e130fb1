import type { RejectedRow } from '../../../log/index.ts'
import type { FilesShape, UnitDefinition } from '../../../model/index.ts'
import type { RawRow } from '../../../schema/index.ts'
import type { ExtractedBatch } from '../extracted-batch.ts'
import type { SourceLayout } from '../source-layout.ts'
import type { BadRecord, FileBatch } from './file-batch.ts'
import { findFiles } from './find-files.ts'
import { proveCsv, readCsv } from './read-csv.ts'
import { proveJsonLines, readJsonLines } from './read-json-lines.ts'
import { proveParquet, readParquet } from './read-parquet.ts'

/** Finds a source's files and compares the beginning of each with the declared columns. Throws DefinitionError 'no-file', 'source-differs'. */
export async function proveFiles(unit: UnitDefinition, files: FilesShape, signal: AbortSignal): Promise<void> {
  for (const path of await findFiles(unit, files.path)) {
    if (files.format === 'csv') await proveCsv(unit, files, path, signal)
    else if (files.format === 'jsonLines') await proveJsonLines(unit, files, path, signal)
    else await proveParquet(unit, files, path)
  }
}

/** The rows of a source's files, file by file in the order of their names: the declared columns, then file and line. */
export async function* readFiles(
  unit: UnitDefinition,
  files: FilesShape,
  layout: SourceLayout,
  signal: AbortSignal,
): AsyncGenerator<ExtractedBatch, void, undefined> {
  const masked = layout.columns.some((column) => column.masked)
  for (const path of await findFiles(unit, files.path)) {
    for await (const batch of batchesOf(unit, files, path, signal)) {
      const rows: RawRow[] = []
      const rejects: RejectedRow[] = []
      for (const item of batch) {
        if ('wrong' in item) rejects.push(rejectOf(item, path, masked))
        else rows.push([...item.row, path, item.line])
      }
      if (batch.length > 0) yield { read: batch.length, rows, rejects, rejected: rejects.map(() => null) }
    }
  }
}

function batchesOf(
  unit: UnitDefinition,
  files: FilesShape,
  path: string,
  signal: AbortSignal,
): AsyncIterable<FileBatch> {
  if (files.format === 'csv') return readCsv(unit, files, path, signal)
  if (files.format === 'jsonLines') return readJsonLines(unit, files, path, signal)
  return readParquet(unit, files, path, signal)
}

/** Where any column is masked nobody can tell which part of a broken record it is. */
function rejectOf({ line, wrong, raw }: BadRecord, path: string, masked: boolean): RejectedRow {
  const text = masked ? '(masked)' : raw.toString('utf8')
  return {
    reason: 'type',
    key: null,
    row: JSON.stringify({ '(file)': path, '(line)': line, text }),
    message: `${path}, line ${line}: ${wrong}.`,
  }
}

import type { JsonLinesFiles, UnitDefinition } from '../../../model/index.ts'
import type { Kind } from '../../../schema/index.ts'
import { fileDiffers, missingColumns } from './differs.ts'
import type { FileBatch } from './file-batch.ts'
import { inUtf8 } from './file-text.ts'
import { jsonMembers } from './json-members.ts'
import { readBytes } from './read-bytes.ts'
import { type TextLine, textLines } from './text-lines.ts'

/** Rows of one file of JSON lines by chunks. A key that is absent is NULL; numbers keep their digits. */
export async function* readJsonLines(
  unit: UnitDefinition,
  _files: JsonLinesFiles,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<FileBatch, void, undefined> {
  const columns = Object.entries(unit.source.columns)
  for await (const lines of linesOf(path, signal)) {
    yield lines.map(({ line, text, raw }) => {
      if (text === null) return { line, wrong: 'it holds bytes that are no UTF-8', raw }
      const members = jsonMembers(text)
      if (members === null) return { line, wrong: 'it is no JSON object, or has a key twice', raw }
      return { line, row: columns.map(([name, { kind }]) => cellOf(members.get(name), kind)) }
    })
  }
}

/** A declared column must be a key of at least one of the file's first lines, or its name is taken for a mistake. */
export async function proveJsonLines(
  unit: UnitDefinition,
  _files: JsonLinesFiles,
  path: string,
  signal: AbortSignal,
): Promise<void> {
  for await (const lines of linesOf(path, signal)) {
    if (lines.length === 0) continue
    const keys = new Set(lines.flatMap((line) => [...keysOf(line)]))
    const findings = missingColumns(Object.keys(unit.source.columns), [...keys])
    if (findings.length === 0) return
    throw fileDiffers(unit, path, [
      ...findings,
      keys.size === 0
        ? 'its first lines hold no JSON objects'
        : `the keys of its first ${lines.length} lines are ${[...keys].join(', ')}`,
    ])
  }
}

function linesOf(path: string, signal: AbortSignal) {
  return textLines(inUtf8(readBytes(path, signal), 'utf-8', path), path)
}

function keysOf({ text }: TextLine): Iterable<string> {
  return text === null ? [] : (jsonMembers(text)?.keys() ?? [])
}

/** Numbers as their text, unless the column is of text, which takes none; lists and objects as such, for conform to reject. */
function cellOf(text: string | undefined, kind: Kind): unknown {
  if (text === undefined || text === 'null') return null
  if (kind === 'json') return text
  const isNumber = /^[-\d]/.test(text)
  return isNumber && kind !== 'varchar' && kind !== 'text' ? text : JSON.parse(text)
}

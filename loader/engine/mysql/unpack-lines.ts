import type { Cells } from '../../schema/index.ts'
import type { PackedRows } from '../packed-rows.ts'

/** The cells of packed rows again, for INSERT, where the server does not take the lines; each is text, as quoted literals are for any column. */
export function unpackLines({ bytes }: PackedRows): readonly Cells[] {
  const lines = bytes.toString('utf8').split('\n')
  lines.pop()
  return lines.map((line) => line.split('\t').map((field) => (field === '\\N' ? null : unescaped(field))))
}

function unescaped(field: string): string {
  return field.includes('\\')
    ? field.replace(/\\(.)/g, (_, character: string) => meanings[character] ?? character)
    : field
}

const meanings: Readonly<Record<string, string>> = { t: '\t', n: '\n', '0': '\0' }

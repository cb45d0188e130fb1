import type { Session } from '../../engine/index.ts'
import { keyColumn, naturalColumns } from '../../model/index.ts'
import type { ColumnShape, TableShape } from '../../schema/index.ts'

/** Rows whose natural keys tell how long all of them are. */
const sampled = 1000

/**
 * Bytes of memory for each row of a dimension while its index is made, when it is largest; half of it is left when it stands. Measured with Node 24:
 * `heapUsed + external` after garbage collection, indexes of a million members: integers 78 (dense) to 104, text of 16 characters 136, of 40 160, an integer
 * and a text of 10 248; times that all differ make it 48 (one version each) to 84 (four) more.
 */
const bytesOf = { number: 105, text: 120, several: 225, times: 85 } as const

/** Bytes of memory for one version in a lookup index whose members' keys hold so many characters of text. */
export function versionBytes(table: TableShape, keyLength: number): number {
  const natural = naturalColumns(table)
  const [first] = natural.map((name) => table.columns[name])
  const isNumber = first?.kind === 'integer' || first?.kind === 'boolean'
  const key = natural.length > 1 ? bytesOf.several + keyLength : isNumber ? bytesOf.number : bytesOf.text + keyLength
  return table.history === 'microsecond' ? key + bytesOf.times : key
}

/** How much memory a dimension takes as a lookup index: its rows are counted, the length of their keys is that of some. */
export async function indexBytes(session: Session, table: TableShape): Promise<IndexBytes> {
  const { dialect } = session
  const from = dialect.quote(table.name)
  const lengths = naturalColumns(table).map((name) => lengthOf(table.columns[name] as ColumnShape, dialect.quote(name)))
  const few = `SELECT * FROM ${from} WHERE ${dialect.quote(keyColumn(table) ?? '')} > 0 LIMIT ${sampled}`
  const [row] = await session.query(
    `SELECT (SELECT COUNT(*) FROM ${from}), (SELECT AVG(${lengths.join(' + ')}) FROM (${few}) AS few)`,
  )
  const perVersion = versionBytes(table, Number(row?.[1] ?? 0))
  return { perVersion, all: Number(row?.[0] ?? 0) * perVersion }
}

export interface IndexBytes {
  readonly perVersion: number
  readonly all: number
}

/** Characters of a part's canonical text, where they differ from row to row. */
function lengthOf({ kind }: ColumnShape, name: string): string {
  if (kind === 'varchar' || kind === 'text' || kind === 'json') return `LENGTH(${name})`
  return kind === 'binary' ? `2 * OCTET_LENGTH(${name})` : '10'
}

import type { Session } from '../../engine/index.ts'
import type { RejectedRow } from '../../log/index.ts'
import type { FactShape } from '../../model/index.ts'
import { maskedJson } from '../conform/masked-json.ts'
import { compileReadBack } from '../conform/read-back.ts'
import { readableKey } from '../readable-key.ts'
import type { FactColumns } from './fact-columns.ts'

/** Rows of a stage, in the order of the fact's columns, as rejects of reason 'duplicate'; the first `most` of them. */
export async function toldRows(
  session: Session,
  fact: FactShape,
  { table }: FactColumns,
  sql: string,
  message: string,
  most: number,
): Promise<readonly RejectedRow[]> {
  const readBack = compileReadBack(fact.table.name, table, session.capabilities)
  const shown = table.map(({ name, column }) => ({ name, masked: column.masked === true }))
  const grain = table.flatMap((named, at) => (fact.table.grain.includes(named.name) ? [{ ...named, at }] : []))
  const rejects: RejectedRow[] = []
  for await (const rows of session.read(sql)) {
    for (const row of rows) {
      if (rejects.length === most) return rejects
      const cells = readBack(row)
      const key = readableKey(
        grain,
        grain.map(({ at }) => cells[at] ?? null),
      )
      rejects.push({ reason: 'duplicate', key, row: maskedJson(cells, shown), message })
    }
  }
  return rejects
}

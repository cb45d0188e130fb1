import type { Session } from '../../engine/index.ts'
import { lastDefinition } from '../../log/index.ts'
import type { UnitDefinition } from '../../model/index.ts'
import { showValue } from '../conform/show-value.ts'
import { readLiveTable } from './live-table.ts'
import { shortenedTexts } from './shortened-texts.ts'
import type { Guard, TableChanges } from './step.ts'
import { tableChanges } from './table-changes.ts'

/**
 * What makes a unit's live table fit its definition; a step by which values would be lost is an obstacle, told with their number. Writes nothing.
 */
export async function planTable(session: Session, unit: UnitDefinition): Promise<TableChanges> {
  const live = await readLiveTable(session, unit)
  const changes = tableChanges(unit, live, session)
  if (live === null || changes.obstacles.length > 0) return changes
  const former = (await session.tableExists('etl_definition')) ? await lastDefinition(session, unit.name) : null
  const obstacles: string[] = []
  for (const { sentence, guard } of [
    ...changes.steps,
    ...shortenedTexts(unit, live.columns, former, session.dialect),
  ]) {
    const lost = guard === undefined ? null : await lostRows(session, unit.table.name, guard)
    if (lost !== null) obstacles.push(`${sentence}: ${lost}`)
  }
  return { steps: changes.steps, obstacles }
}

async function lostRows(session: Session, table: string, guard: Guard): Promise<string | null> {
  const { where, example, sentence } = guard
  const value = example === null ? 'NULL' : `MIN(${example})`
  const sql = `SELECT COUNT(*), ${value} FROM ${session.dialect.quote(table)} WHERE ${where}`
  const [count, least] = (await session.query(sql))[0] ?? []
  const rows = Number(count)
  if (rows === 0) return null
  const shown = example === null ? '' : `, for example ${showValue(least)}`
  return `the values of ${rows} ${rows === 1 ? 'row' : 'rows'} ${sentence}${shown}; correct them first`
}

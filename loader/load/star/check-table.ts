import type { Session } from '../../engine/index.ts'
import { keyColumn, type UnitDefinition } from '../../model/index.ts'
import { reservedKeys } from '../reserved-members.ts'
import type { Invariant, InvariantFinding } from './invariant.ts'
import { planTable } from './plan-table.ts'
import { selectFrom } from './select-from.ts'
import { isDestructive } from './step.ts'
import { tableInvariants } from './table-invariants.ts'

/** What is wrong with a unit's table; `missing`: reserved members that are gone. Null: there is no table yet. Writes nothing. */
export interface TableReport {
  readonly findings: readonly InvariantFinding[]
  readonly missing: readonly number[]
}

/**
 * Proves the invariants of a unit's table in the warehouse. One that differs from its definition is told so and not looked into.
 */
export async function checkTable(
  session: Session,
  unit: UnitDefinition,
  signal: AbortSignal,
): Promise<TableReport | null> {
  const { table } = unit
  if (!(await session.tableExists(table.name))) return null
  const { steps, obstacles } = await planTable(session, unit)
  const differences = [...steps.filter((step) => step.kind !== 'index').map(({ sentence }) => sentence), ...obstacles]
  if (differences.length > 0) {
    const flag = steps.some(isDestructive) ? ' --allow-destructive' : ''
    const remedy = `See "run.ts plan --select ${unit.name}", then "run.ts apply${flag}"`
    const sentence = `the table is not as defined: ${differences.join('; ')}`
    return { findings: [{ code: 'table-differs', sentence, remedy, rows: 0, example: {} }], missing: [] }
  }
  const findings: InvariantFinding[] = []
  for (const invariant of tableInvariants(unit, session.dialect, session.capabilities)) {
    signal.throwIfAborted()
    const finding = await broken(session, invariant, signal)
    if (finding !== null) findings.push(finding)
  }
  return { findings, missing: unit.kind === 'fact' ? [] : await missingReserved(session, unit) }
}

async function broken(session: Session, invariant: Invariant, signal: AbortSignal): Promise<InvariantFinding | null> {
  const { code, sentence, remedy, query, needs, shown } = invariant
  if (needs !== undefined && !(await session.tableExists(needs)))
    return {
      code,
      sentence: `the table ${needs}, on which its rows depend, is not there`,
      remedy,
      rows: 0,
      example: {},
    }
  const counted = { ...query, sql: `SELECT COUNT(*) FROM (${query.sql}) AS wrong` }
  const rows = Number((await session.query(counted, { signal }))[0]?.[0])
  if (rows === 0) return null
  const [row = []] = await session.query({ ...query, sql: `SELECT * FROM (${query.sql}) AS wrong LIMIT 1` }, { signal })
  const cells = shown.map(({ name, masked }, at) => [name, masked ? '(masked)' : row[at]] as const)
  return { code, sentence, remedy, rows, example: Object.fromEntries(cells) }
}

/** Reserved keys that a dimension's table lacks. */
export async function missingReserved(session: Session, { table }: UnitDefinition): Promise<readonly number[]> {
  const { dialect } = session
  const key = keyColumn(table) ?? ''
  const rows = await session.query(`${selectFrom(dialect, table.name, [key])} WHERE ${dialect.quote(key)} < 0`)
  const there = new Set(rows.map((row) => Number(row[0])))
  return reservedKeys.filter((reserved) => !there.has(reserved))
}

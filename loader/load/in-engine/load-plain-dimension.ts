import { keyLocks, takeKeys, type UnitOwner } from '../../log/index.ts'
import type { DimensionShape } from '../../model/index.ts'
import type { LoadContext } from '../context.ts'
import { type MemberColumns, memberColumns, memberRules } from '../dimension/member-columns.ts'
import { MembersInserted, refuseInserted } from '../dimension/members-inserted.ts'
import { sourceLayout } from '../extract/source-layout.ts'
import { clearTables } from '../star/clear-tables.ts'
import { workingTable } from '../star/working-table.ts'
import { assertSum, noCounts } from '../unit-counts.ts'
import type { LoadState } from '../unit-state.ts'
import { type PlainDimension, plainDimension, whyByMember } from './plain-dimension.ts'
import { stageSource } from './stage-source.ts'
import { whyByRows } from './why-by-rows.ts'

/**
 * Loads a dimension whose source rows are all plain (`PlainDimension`) by one INSERT, in one transaction with the unit's marker. False, and nothing is changed, where one is not: then all
 * members are paired as usual.
 */
export async function loadPlainDimension(
  dimension: DimensionShape,
  owner: UnitOwner,
  context: LoadContext,
  state: LoadState,
): Promise<boolean> {
  const { described } = state
  if (described === null || whyByRows(dimension, context) !== null || whyByMember(dimension) !== null) return false
  const session = await owner.session()
  if (!session.capabilities.joinsFasterThanRows) return false
  const layout = sourceLayout(dimension)
  const columns = memberColumns(dimension, layout)
  const rules = memberRules(dimension, columns, layout, context.run.executionTime, undefined, new Set())
  const staged = new Map(described.map((column) => [column.name, column]))
  const plain = plainDimension(dimension, columns, layout, rules, staged, session.dialect)
  if (plain === null) return false
  const table = workingTable(dimension.table.name, owner.number, 's')
  const rows = await stageSource(dimension, table, owner, context, described)
  if (rows === null) return false
  try {
    return await publish(dimension, plain, table, rows, columns, owner, context, state)
  } finally {
    await clearTables(owner, [table])
  }
}

async function publish(
  dimension: DimensionShape,
  plain: PlainDimension,
  stage: string,
  rows: number,
  columns: MemberColumns,
  owner: UnitOwner,
  context: LoadContext,
  state: LoadState,
): Promise<boolean> {
  const { signal, run, progress } = context
  const { name, table } = dimension
  const session = await owner.session()
  const locks = await keyLocks(session, table.name)
  const [counted = []] = await session.query(plain.count(stage), { signal })
  const [added = 0, unchanged = 0] = counted.map(Number)
  if (added + unchanged !== rows) return false
  const counts = { ...noCounts(), read: rows, new: added, unchanged }
  assertSum(name, counts)
  state.counts = counts
  progress({ unit: name, phase: 'publishing', read: rows, sent: added })
  signal.throwIfAborted()
  const { first } = added === 0 ? { first: 0 } : await takeKeys(session, table.name, added, columns.key.column)
  try {
    await owner.commit({ kind: 'unit', counts, notes: state.notes, rejects: [] }, async (writing) => {
      if (added === 0) return
      await refuseInserted(writing, table.name, locks)
      const inserted = await writing.execute(plain.insert(stage, first, run.id), { signal })
      if (inserted !== added) throw new Error(`${name}: ${added} members are new, and ${inserted} were inserted.`)
    })
    return true
  } catch (error) {
    if (!(error instanceof MembersInserted)) throw error
    state.counts = noCounts()
    return false
  }
}

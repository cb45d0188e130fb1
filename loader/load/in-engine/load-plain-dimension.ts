import type { Dialect, ResultColumn, Session } from '../../engine/index.ts'
import { keyLocks, takeKeys, type UnitOwner } from '../../log/index.ts'
import { type DimensionShape, keyColumn } from '../../model/index.ts'
import type { ColumnShape } from '../../schema/index.ts'
import type { LoadContext } from '../context.ts'
import { memberColumns, memberRules } from '../dimension/member-columns.ts'
import { MembersInserted, refuseInserted } from '../dimension/members-inserted.ts'
import { sourceLayout } from '../extract/source-layout.ts'
import { clearTables } from '../star/clear-tables.ts'
import { selectFrom } from '../star/select-from.ts'
import { workingTable } from '../star/working-table.ts'
import { assertSum, noCounts } from '../unit-counts.ts'
import type { LoadState } from '../unit-state.ts'
import { type PlainDimension, plainDimension, whyByMember } from './plain-dimension.ts'
import { stageSource } from './stage-source.ts'
import { whyByRows } from './why-by-rows.ts'

/**
 * Loads a dimension whose source rows are all plain (`PlainDimension`) by one INSERT, in one transaction with the unit's marker. Any other is left to `pair`, and nothing of it is changed: if its
 * rows are in the warehouse by then, they are read there, for the source shall be read once.
 */
export async function loadPlainDimension(
  dimension: DimensionShape,
  owner: UnitOwner,
  context: LoadContext,
  state: LoadState,
  pair: (dimension: DimensionShape, context: LoadContext) => Promise<void>,
): Promise<void> {
  const { described } = state
  const session = await owner.session()
  const plain = described === null ? null : planOf(dimension, context, described, session)
  const table = workingTable(dimension.table.name, owner.number, 's')
  const rows =
    plain === null || described === null ? null : await stageSource(dimension, table, owner, context, described)
  if (plain === null || rows === null) {
    await pair(dimension, context)
    return
  }
  try {
    if (await publish(dimension, plain, table, rows, owner, context, state)) return
    const { warehouse } = context
    await pair(readFrom(dimension, table, session.dialect), { ...context, source: async () => warehouse })
  } finally {
    await clearTables(owner, [table])
  }
}

function planOf(
  dimension: DimensionShape,
  context: LoadContext,
  described: readonly ResultColumn[],
  { capabilities, dialect }: Session,
): PlainDimension | null {
  if (!capabilities.joinsFasterThanRows || (whyByRows(dimension, context) ?? whyByMember(dimension)) !== null)
    return null
  const layout = sourceLayout(dimension)
  const columns = memberColumns(dimension, layout)
  const rules = memberRules(dimension, columns, layout, context.run.executionTime, undefined, new Set())
  const staged = new Map(described.map((column) => [column.name, column]))
  return plainDimension(dimension, columns, layout, rules, staged, dialect)
}

/** The same with its source's rows in a table of the warehouse. */
function readFrom(dimension: DimensionShape, table: string, dialect: Dialect): DimensionShape {
  const { source } = dimension
  const order = dialect.setBased?.stagedOrder ?? ''
  const text = `${selectFrom(dialect, table, Object.keys(source.columns))} ORDER BY ${order}`
  return { ...dimension, source: { ...source, sql: { parts: [text], values: [] } } }
}

async function publish(
  dimension: DimensionShape,
  plain: PlainDimension,
  stage: string,
  rows: number,
  owner: UnitOwner,
  context: LoadContext,
  state: LoadState,
): Promise<boolean> {
  const { signal, run, progress } = context
  const { name, table } = dimension
  const key = table.columns[keyColumn(table) ?? ''] as ColumnShape
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
  const { first } = added === 0 ? { first: 0 } : await takeKeys(session, table.name, added, key)
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

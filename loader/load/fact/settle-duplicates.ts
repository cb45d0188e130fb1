import type { Session } from '../../engine/index.ts'
import type { Marker, RejectedRow, UnitOwner } from '../../log/index.ts'
import type { FactShape } from '../../model/index.ts'
import { type DuplicateStatements, duplicateStatements } from './duplicate-statements.ts'
import type { FactColumns } from './fact-columns.ts'
import type { StageTables } from './stage-tables.ts'
import { toldRows } from './told-rows.ts'

/** What became of the rows that were loaded. */
export interface Settled {
  /** Rows of the fact. */
  readonly kept: number
  readonly duplicate: number
  readonly superseded: number
  /** Rows in conflict. */
  readonly rejected: number
  /** The same, told; the first 1000 where they are more than `mostRejects`. */
  readonly rejects: readonly RejectedRow[]
}

/**
 * Sorts out rows of one grain (KIMBALL.md, Grain), in one transaction with its marker, if there are any; the stage holds each grain once after it. `loaded`: rows loaded so far. `mostRejects`: with more
 * the unit fails anyway, so they need not all be told.
 */
export async function settleDuplicates(
  owner: UnitOwner,
  fact: FactShape,
  columns: FactColumns,
  tables: StageTables,
  loaded: number,
  mostRejects: number,
  marker: (settled: Settled) => Marker,
): Promise<Settled> {
  const session = await owner.session()
  const statements = duplicateStatements(session.dialect, {
    stage: tables.stage,
    overflow: tables.overflow,
    conflicts: tables.conflicts,
    grain: fact.table.grain,
    columns: columns.table.map(({ name }) => name),
    order: columns.order.map(({ name }) => name),
  })
  const { indexes } = session.capabilities
  const repeated = !tables.overflowed && !indexes && (await count(session, statements.countRepeated)) > 0
  if (!tables.overflowed && !repeated) return { kept: loaded, duplicate: 0, superseded: 0, rejected: 0, rejects: [] }
  await tables.makeOverflow()
  await tables.makeConflicts()
  return await owner.commit(marker, (writing) => settle(writing, fact, columns, statements, loaded, mostRejects))
}

const toldOfTooMany = 1000

async function settle(
  session: Session,
  fact: FactShape,
  columns: FactColumns,
  statements: DuplicateStatements,
  loaded: number,
  mostRejects: number,
): Promise<Settled> {
  if (columns.order.length === 0) {
    await session.execute(session.capabilities.indexes ? statements.matchedToOverflow : statements.repeatedToOverflow)
    await session.execute(statements.clearStage)
  }
  const overflowed = await count(session, statements.countOverflow)
  await session.execute(statements.findConflicts)
  const rejected = await count(session, statements.countConflicts)
  const most = rejected > mostRejects ? toldOfTooMany : rejected
  const rejects =
    rejected === 0
      ? []
      : await toldRows(session, fact, columns, statements.readConflicts, inConflict(fact, columns), most)
  const distinct = await count(session, statements.countDistinct)
  const kept = await session.execute(statements.keepLast)
  return {
    kept: loaded - overflowed + kept,
    duplicate: overflowed - rejected - distinct,
    superseded: distinct - kept,
    rejected,
    rejects,
  }
}

function inConflict(fact: FactShape, { order }: FactColumns): string {
  const told = order.length === 0 ? '' : ` and in ${fact.order.join(', ')}`
  return `Several rows are equal in the grain (${fact.table.grain.join(', ')})${told} but differ, so none of them was loaded. Correct the source, or name in \`order\` a column that tells which is the last.`
}

async function count(session: Session, sql: string): Promise<number> {
  return Number((await session.query(sql))[0]?.[0] ?? 0)
}

import type { Session } from '../../engine/index.ts'
import { DatabaseError } from '../../errors/index.ts'
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

export interface SettleParts {
  readonly owner: UnitOwner
  readonly fact: FactShape
  readonly columns: FactColumns
  readonly tables: StageTables
  readonly signal: AbortSignal
}

/**
 * Sorts out rows of one grain (KIMBALL.md, Grain), in one transaction with its marker, if there are any; the stage holds each grain once after it, and has its primary key
 * where tables carry any. `loaded`: rows loaded so far. `mostRejects`: with more the unit fails anyway, so they need not all be told.
 */
export async function settleDuplicates(
  { owner, fact, columns, tables, signal }: SettleParts,
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
  const { keyed } = tables
  const repeated = tables.overflowed || (!keyed && (await repeats(session, statements, signal)))
  if (!repeated) return { kept: loaded, duplicate: 0, superseded: 0, rejected: 0, rejects: [] }
  await tables.makeOverflow()
  await tables.makeConflicts()
  const settle = (writing: Session) => settleIn(writing, fact, columns, statements, keyed, loaded, mostRejects)
  return await owner.commit(marker, settle)
}

/** Whether a stage without a key holds a grain more than once; if not, it has its key now. */
async function repeats(session: Session, statements: DuplicateStatements, signal: AbortSignal): Promise<boolean> {
  if (statements.addKey === null) return (await count(session, statements.countRepeated)) > 0
  try {
    await session.execute(statements.addKey, { signal })
    return false
  } catch (error) {
    if (error instanceof DatabaseError && error.code === 'duplicate-key') return true
    throw error
  }
}

const toldOfTooMany = 1000

async function settleIn(
  session: Session,
  fact: FactShape,
  columns: FactColumns,
  statements: DuplicateStatements,
  keyed: boolean,
  loaded: number,
  mostRejects: number,
): Promise<Settled> {
  if (columns.order.length === 0) {
    // Without a key no batch was refused: the overflow is empty.
    await session.execute(keyed ? statements.matchedToOverflow : statements.repeatedToOverflow)
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
  if (!keyed && statements.addKey !== null) await session.execute(statements.addKey)
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

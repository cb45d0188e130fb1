import type { Marker, RejectedRow, UnitOwner } from '../../log/index.ts'
import type { FactShape } from '../../model/index.ts'
import type { FactColumns } from './fact-columns.ts'
import { liveStatements } from './live-statements.ts'
import type { StageTables } from './stage-tables.ts'
import { toldRows } from './told-rows.ts'

/** What the rows of a stage, each grain once, are to the live table; its unchanged and its rejected rows are gone from it. */
export interface Compared {
  readonly new: number
  readonly overwritten: number
  readonly unchanged: number
  readonly rejects: readonly RejectedRow[]
  readonly rejected: number
}

const toldOfTooMany = 1000

/**
 * Compares a stage with the live table in one transaction with its marker. A row that is there already with other values replaces it in an incremental fact; an appended
 * one only inserts, so there it is rejected (KIMBALL.md, Refresh). `kept`: rows of the stage. `mostRejects`: with more the unit fails anyway.
 */
export async function compareWithLive(
  owner: UnitOwner,
  fact: FactShape,
  columns: FactColumns,
  tables: StageTables,
  kept: number,
  mostRejects: number,
  marker: (compared: Compared) => Marker,
): Promise<Compared> {
  if (kept === 0) return { new: 0, overwritten: 0, unchanged: 0, rejects: [], rejected: 0 }
  return await owner.commit(marker, async (session) => {
    const statements = liveStatements(session.dialect, fact.table, tables.stage)
    const unchanged = await session.execute(statements.dropUnchanged)
    const found = Number((await session.query(statements.countFound))[0]?.[0])
    const outcome = { new: kept - unchanged - found, overwritten: found, unchanged, rejects: [], rejected: 0 }
    if (found === 0) return outcome
    if (fact.refresh.mode === 'incremental') {
      if (statements.keepInserted !== null) await session.execute(statements.keepInserted)
      return outcome
    }
    const most = found > mostRejects ? toldOfTooMany : found
    const rejects = await toldRows(session, fact, columns, statements.readFound, alreadyThere(fact), most)
    await session.execute(statements.dropFound)
    return { ...outcome, overwritten: 0, rejects, rejected: found }
  })
}

function alreadyThere({ table }: FactShape): string {
  return `A row of this grain (${table.grain.join(', ')}) was loaded before with other values, and append() only inserts. Let refresh be incremental(…) if rows of the source change.`
}

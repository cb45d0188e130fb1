import type { Session } from '../../engine/index.ts'
import { LoadError } from '../../errors/index.ts'
import { alterUnit, journalled, type Log, type Run, settleChanges, unfinishedChanges } from '../../log/index.ts'
import type { UnitDefinition } from '../../model/index.ts'
import { makeTables } from './make-tables.ts'
import { planTable } from './plan-table.ts'
import { isDestructive, type Step } from './step.ts'
import { workingTables } from './working-table.ts'

export interface ApplyOptions {
  readonly log: Log
  readonly run: Run
  /** Sentences of the destructive steps that somebody has agreed to. */
  readonly agreed: ReadonlySet<string>
  /** Told after each step. */
  readonly done: (step: Step) => void
}

/**
 * Makes a unit's live table fit its definition, under the unit's lock, each statement journalled. Steps follow from definition and table alone, so one
 * that stopped half way is found again and completed. Throws LoadError 'plan-changed' where the table is no longer what the plan has seen.
 */
export async function applyTable(unit: UnitDefinition, options: ApplyOptions): Promise<void> {
  await alterUnit(options.log, unit.name, async (session) => {
    const unfinished = await unfinishedChanges(session, unit.name)
    // A swap of a former owner must not put a table of the old shape in the altered one's place.
    await dropWorking(session, unit.table.name)
    // What a first round makes may show more: a key renamed, reserved members to be set.
    for (let round = 1; ; round++) {
      const { steps, obstacles } = await planTable(session, unit)
      const unasked = steps.find((step) => isDestructive(step) && !options.agreed.has(step.sentence))
      if (obstacles.length > 0 || unasked !== undefined || round > 3)
        throw changed(unit, obstacles[0] ?? unasked?.sentence ?? steps[0]?.sentence ?? '')
      if (steps.length === 0) break
      for (const step of steps) {
        await take(session, unit, step, options)
        options.done(step)
      }
    }
    await settleChanges(session, options.log, unfinished)
  })
}

async function take(session: Session, unit: UnitDefinition, step: Step, options: ApplyOptions): Promise<void> {
  const { name: table } = unit.table
  const entry = (statement: string) => ({ unit: unit.name, table, step: step.sentence, statement })
  if (step.kind === 'make') {
    const text = step.statements.map(({ sql }) => sql).join('; ')
    // Its reserved members and its row of keys with it.
    await journalled(session, options, entry(text), () => makeTables([unit], options))
    return
  }
  for (const statement of step.statements) {
    await journalled(session, options, entry(statement.sql), async () => void (await session.execute(statement)))
  }
}

async function dropWorking(session: Session, table: string): Promise<void> {
  for (const working of workingTables(table, await session.tablesLike(`${table}__`))) {
    // What is called old tells the next owner that a swap happened.
    if (working.part !== 'o') await session.execute(session.dialect.dropTable(working.name))
  }
}

function changed(unit: UnitDefinition, sentence: string): LoadError {
  return new LoadError(
    'plan-changed',
    `The table ${unit.table.name} of ${unit.kind} ${unit.name} is no longer what was planned: ${sentence}. Look again: run.ts plan --select ${unit.name}`,
    { fields: { unit: unit.name, table: unit.table.name } },
  )
}

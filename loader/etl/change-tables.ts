import { applyTable, isDestructive, planTable, type Step, type TableChanges } from '../load/index.ts'
import { beginRun, finishRun, openLog, type UnfinishedChange, unfinishedChanges } from '../log/index.ts'
import type { WarehouseShape } from '../model/index.ts'
import type { Connections } from './connections.ts'
import type { Plan } from './plan.ts'
import { unitNamed } from './unit-graph.ts'

/** What makes a unit's live table fit its definition. */
export interface UnitChanges extends TableChanges {
  readonly unit: string
  readonly table: string
  /** Statements of an earlier `apply` that began and of which no end is known. */
  readonly unfinished: readonly UnfinishedChange[]
}

export interface ChangeOptions {
  readonly warehouse: WarehouseShape
  readonly plan: Plan
  readonly connections: Connections
  readonly signal: AbortSignal
}

/** Compares the planned units' definitions with their live tables, in the order of loading. Writes nothing. */
export async function planChanges({
  warehouse,
  plan,
  connections,
  signal,
}: ChangeOptions): Promise<readonly UnitChanges[]> {
  const engine = await connections.warehouse()
  await using session = await engine.connect({ signal })
  const changes: UnitChanges[] = []
  for (const node of plan.units) {
    signal.throwIfAborted()
    const unit = unitNamed(warehouse, node.name)
    const unfinished = await unfinishedChanges(session, unit.name)
    changes.push({ unit: unit.name, table: unit.table.name, ...(await planTable(session, unit)), unfinished })
  }
  return changes
}

export interface ApplyRun extends ChangeOptions {
  readonly changes: readonly UnitChanges[]
  readonly software: string
  readonly command: string
  readonly done: (unit: string, step: Step) => void
}

/** Takes the steps of all units, in a run of its own. Throws what stopped it; units before that one are changed, the rest is found again. */
export async function applyChanges(options: ApplyRun): Promise<void> {
  const { changes, connections, signal, software, command, warehouse } = options
  const log = await openLog(await connections.warehouse())
  const run = await beginRun(log, { software, command })
  try {
    for (const { unit, steps, unfinished } of changes) {
      if (steps.length + unfinished.length === 0) continue
      signal.throwIfAborted()
      const agreed = new Set(steps.filter(isDestructive).map(({ sentence }) => sentence))
      await applyTable(unitNamed(warehouse, unit), { log, run, agreed, done: (step) => options.done(unit, step) })
    }
  } catch (error) {
    // Why it stopped is the news, also where its end cannot be written.
    await finishRun(log, run, 'failed', error instanceof Error ? error.message : String(error)).catch(() => {})
    throw error
  }
  await finishRun(log, run, 'done')
}

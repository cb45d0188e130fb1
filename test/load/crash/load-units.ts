import { type Engine, openEngine } from '../../../loader/engine/index.ts'
import { type LoadContext, loadUnit, type UnitOutcome } from '../../../loader/load/index.ts'
import { beginRun, finishRun, type Log, openLog, type Run } from '../../../loader/log/index.ts'
import type { UnitDefinition } from '../../../loader/model/index.ts'

/** An open warehouse within one run. */
export interface OpenRun {
  readonly warehouse: Engine
  readonly log: Log
  readonly run: Run
  /** Where units read, if not from the warehouse. */
  readonly source?: Engine
  /** Bytes for lookups and pairing, if not the usual. */
  readonly lookupMemory?: number
  /** Key ranges that are loaded at once, if not by the loader's own rule. */
  readonly ranges?: number
  /** Rows that commit together: ten ('small', the default), or as the loader does by itself. */
  readonly batches?: 'small' | 'usual'
}

export type Step = (open: OpenRun) => Promise<void>

/** One run, as the command line makes it. `told` hears of each step before it is taken. */
export async function inRun(
  url: string,
  executionTime: string,
  steps: readonly Step[],
  told: (at: number) => void = () => undefined,
): Promise<void> {
  await using warehouse = await openEngine(url)
  const log = await openLog(warehouse)
  const run = await beginRun(log, { software: 'test', executionTime })
  for (const [at, step] of steps.entries()) {
    told(at)
    await step({ warehouse, log, run })
  }
  await finishRun(log, run, 'done')
}

/** One step a unit; throws what failed. */
export function loadSteps(units: readonly UnitDefinition[], batches: 'small' | 'usual' = 'small'): readonly Step[] {
  return units.map((unit) => async (open) => {
    const { status, error } = await loadOne({ ...open, batches }, unit, units)
    if (status !== 'done') throw new Error(`${unit.name} ${status}`, { cause: error })
  })
}

export function loadOne(
  { warehouse, log, run, source = warehouse, lookupMemory, ranges, batches = 'small' }: OpenRun,
  unit: UnitDefinition,
  units: readonly UnitDefinition[] = [],
  signal: AbortSignal = new AbortController().signal,
): Promise<UnitOutcome> {
  const context: LoadContext = {
    warehouse,
    source: async () => source,
    log,
    run,
    signal,
    progress: () => undefined,
    acceptShrink: true,
    rejects: { warn: 1, fail: 1 },
    facts: units.filter((one) => one.kind === 'fact'),
    ...(batches === 'small' ? { batchRows: 10 } : {}),
    ...(ranges === undefined ? {} : { ranges }),
    ...(lookupMemory === undefined ? {} : { lookupMemory }),
  }
  return loadUnit(unit, context)
}

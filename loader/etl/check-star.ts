import { checkTable, restoreReserved, type TableReport } from '../load/index.ts'
import { beginRun, finishRun, openLog } from '../log/index.ts'
import type { ChangeOptions } from './change-tables.ts'
import { unitNamed } from './unit-graph.ts'

/** What `check --warehouse` found of one unit; null: its table is not there yet. */
export interface UnitReport {
  readonly unit: string
  readonly table: string
  readonly report: TableReport | null
}

/** Proves the invariants of the planned units' tables, in the order of loading; `told` after each. Writes nothing. */
export async function checkStar(
  { warehouse, plan, connections, signal }: ChangeOptions,
  told: (report: UnitReport) => void,
): Promise<readonly UnitReport[]> {
  const engine = await connections.warehouse()
  await using session = await engine.connect({ signal })
  const reports: UnitReport[] = []
  for (const node of plan.units) {
    const unit = unitNamed(warehouse, node.name)
    const report = { unit: unit.name, table: unit.table.name, report: await checkTable(session, unit, signal) }
    reports.push(report)
    told(report)
  }
  return reports
}

/** Restores the reserved members that dimensions have lost, in a run of its own; `told` after each dimension with the keys. */
export async function restoreMembers(
  { warehouse, connections, signal }: ChangeOptions,
  reports: readonly UnitReport[],
  start: { readonly software: string; readonly command: string },
  told: (unit: string, keys: readonly number[]) => void,
): Promise<void> {
  const lost = reports.filter(({ report }) => (report?.missing.length ?? 0) > 0)
  if (lost.length === 0) return
  const log = await openLog(await connections.warehouse())
  const run = await beginRun(log, start)
  try {
    for (const { unit: name } of lost) {
      signal.throwIfAborted()
      const unit = unitNamed(warehouse, name)
      if (unit.kind === 'dimension') told(name, await restoreReserved(unit, { log, run }))
    }
  } catch (error) {
    await finishRun(log, run, 'failed', error instanceof Error ? error.message : String(error)).catch(() => {})
    throw error
  }
  await finishRun(log, run, 'done')
}

import type { Job } from 'bullmq'
import { TypelineError } from '../../errors/index.ts'
import { deleteTables, type EtlEvent, tellAll, type UnitResult, unitGraph } from '../../etl/index.ts'
import { endDeadRuns, lockRun, noteDeleted, type TaskRun } from '../../log/index.ts'
import { isCancelled } from '../task/cancelling.ts'
import { finishTaskRun } from '../task/finish-task-run.ts'
import { handBack, putOff } from '../task/put-off.ts'
import { readEvents, writeEvents } from '../task/task-events.ts'
import { failureText, mayPass, RunFailed } from '../task/task-failure.ts'
import { readPlan, type TaskPlan } from '../task/task-plan.ts'
import { watchTask } from '../task/watch-task.ts'
import type { UnitTaskResult } from '../unit/process-unit.ts'
import { rowsOf } from '../unit/unit-outcome.ts'
import type { WorkerTools } from '../worker/worker-tools.ts'
import { nextUnits } from './next-units.ts'
import { refreshRun } from './refresh-run.ts'
import { RefreshUnits } from './refresh-units.ts'

/** The dimensions, then the facts. */
export type RefreshResult = readonly [readonly UnitTaskResult[], readonly UnitTaskResult[]]

/** Milliseconds after which the run log is looked at again, though nobody told anything. */
const lookEvery = 1000

/**
 * The task `refresh_data_warehouse`: queues each unit as soon as those that it needs are done. It keeps nothing that the warehouse does not know, so it may be
 * killed at any moment and gone on with by another worker; two at once are kept apart by the run's lock. It loads nothing itself and takes no unit's place.
 */
export async function coordinate(job: Job, token: string | undefined, tools: WorkerTools): Promise<RefreshResult> {
  const taskRun = await refreshRun(job, token, tools)
  if (typeof taskRun === 'string') {
    tools.warn(taskRun)
    return [[], []]
  }
  const { run } = taskRun
  if (taskRun.anew) await endDeadRuns(tools.log, run)
  await using lock = await lockRun(tools.log, run)
  // Another delivery of this task is at it.
  if (lock === null) return await putOff(job, token, 2000)
  const since = performance.now()
  const plan = readPlan(taskRun.plan)
  const events = writeEvents(tools, String(job.id))
  const tell = tellAll([tools.listenTo(run), events.listener])
  const started: EtlEvent = { kind: 'run-started', run, units: plan.units.map(({ name }) => name) }
  const running = taskRun.status === 'running'
  if (running) tellAll(taskRun.anew ? [tools.announce(run), tell] : [tell])(started)
  const units = new RefreshUnits(plan, run, job, tools)
  let results: readonly UnitResult[] | 'leaving'
  try {
    if (running) await deletePlanned(job, plan, taskRun, tools)
    results = running ? await loadAll(job, plan, units, taskRun, tools, tell) : await asEnded(units)
  } catch (error) {
    const lost = error instanceof TypelineError && error.code === 'queue-lost'
    // Redis has no place left for why the task failed.
    if (lost) tools.warn(error.message)
    if (lost || mayPass(job, error)) throw error
    await finishTaskRun(run, units.results(new Map()), performance.now() - since, tools, events)
    throw new RunFailed(failureText(error))
  }
  if (results === 'leaving') return await handBack(job, token)
  const failure = await finishTaskRun(run, results, performance.now() - since, tools, events)
  if (failure !== null) throw new RunFailed(`refresh-failed: ${failure}`)
  const of = (kind: 'dimension' | 'fact') => results.flatMap((unit) => (unit.kind === kind ? rowsIn(unit) : []))
  return [of('dimension'), of('fact')]
}

async function loadAll(
  job: Job,
  plan: TaskPlan,
  units: RefreshUnits,
  { run }: TaskRun,
  tools: WorkerTools,
  tell: (event: EtlEvent) => void,
): Promise<readonly UnitResult[] | 'leaving'> {
  const { broker, warehouse, leaving } = tools
  using watch = watchTask(broker, [String(job.id)], null, run, null)
  await using told = await readEvents(broker.redis, warehouse.queue.name, String(job.id), 'now')
  const skipped = new Map<string, readonly string[]>()
  await watch.look()
  for (;;) {
    if (leaving.aborted) return 'leaving'
    const standing = await units.standing()
    const next = nextUnits(plan.units, standing)
    for (const [name, because] of next.skipped) {
      if (skipped.has(name)) continue
      skipped.set(name, because)
      const kind = plan.units.find((unit) => unit.name === name)?.kind ?? 'fact'
      tell({ kind: 'unit-skipped', unit: { unit: name, kind, status: 'skipped', because } })
    }
    if (watch.signal.aborted) {
      await units.withdraw()
      if (![...standing.values()].includes('queued')) return units.results(skipped)
    } else {
      if (next.over) return units.results(skipped)
      for (const name of next.begin) await units.begin(name)
    }
    await somethingEnded(told, leaving)
  }
}

/** Waits until a unit has ended, at most as long as one looks by oneself. */
async function somethingEnded(told: Awaited<ReturnType<typeof readEvents>>, leaving: AbortSignal): Promise<void> {
  const until = performance.now() + lookEvery
  for (let left = lookEvery; left > 0 && !leaving.aborted; left = until - performance.now()) {
    const events = await told.next(Math.max(1, Math.ceil(left)))
    if (events.some(({ kind }) => kind === 'unit-finished' || kind === 'unit-failed')) return
  }
}

/** A delivery after the run has ended: the answer alone was lost. */
async function asEnded(units: RefreshUnits): Promise<readonly UnitResult[]> {
  await units.standing()
  return units.results(new Map())
}

async function deletePlanned(
  job: Job,
  { deletes }: TaskPlan,
  { run, deletedAt }: TaskRun,
  tools: WorkerTools,
): Promise<void> {
  if (deletes.length === 0 || deletedAt !== null) return
  const { broker, warehouse, connections, leaving, log } = tools
  // Who has changed their mind keeps the tables.
  if (await isCancelled(broker.redis, warehouse.queue.name, [String(job.id)])) return
  const units = unitGraph(warehouse).filter(({ name }) => deletes.includes(name))
  await deleteTables({
    warehouse,
    plan: { units, inactive: [] },
    connections,
    signal: leaving,
    deleted: () => undefined,
  })
  await noteDeleted(log, run.id)
}

function rowsIn(unit: UnitResult): readonly UnitTaskResult[] {
  return unit.status === 'done' ? [[unit.kind, unit.unit, rowsOf(unit)]] : []
}

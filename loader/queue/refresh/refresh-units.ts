import type { Job } from 'bullmq'
import { LoadError, TypelineError } from '../../errors/index.ts'
import type { UnitResult } from '../../etl/index.ts'
import { type Run, readUnitsOf, type UnitRunReport } from '../../log/index.ts'
import { definitionsHash } from '../../model/index.ts'
import { type Broker, taskNames } from '../broker.ts'
import { payloadVersion, type UnitPayload } from '../task/payload.ts'
import { failureOf } from '../task/task-failure.ts'
import { unitOptions } from '../task/task-options.ts'
import type { PlannedUnit, TaskPlan } from '../task/task-plan.ts'
import { unitOutcome } from '../unit/unit-outcome.ts'
import type { WorkerTools } from '../worker/worker-tools.ts'
import type { UnitStanding } from './next-units.ts'

/** The units of one refresh: what the warehouse says of them, and what the queue. */
export class RefreshUnits {
  readonly #plan: TaskPlan
  readonly #run: Run
  readonly #task: Job
  readonly #tools: WorkerTools
  readonly #added = new Set<string>()
  #reports: readonly UnitRunReport[] = []
  readonly #failures = new Map<string, Error>()

  constructor(plan: TaskPlan, run: Run, task: Job, tools: WorkerTools) {
    this.#plan = plan
    this.#run = run
    this.#task = task
    this.#tools = tools
  }

  /** As it is now; what the run log says is done is so, whatever the queue says. */
  async standing(): Promise<ReadonlyMap<string, UnitStanding>> {
    this.#reports = await readUnitsOf(this.#tools.log.engine, this.#run.id)
    const standing = new Map<string, UnitStanding>()
    for (const unit of this.#plan.units) standing.set(unit.name, await this.#standingOf(unit))
    return standing
  }

  /** Safe to repeat: a task has one id for each unit of one refresh. */
  async begin(name: string): Promise<void> {
    const unit = this.#unit(name)
    const { definitions, command } = { definitions: definitionsHash(this.#tools.warehouse), command: '' }
    const payload: UnitPayload = {
      version: payloadVersion,
      definitions,
      command,
      name,
      type: unit.kind,
      of: { run: this.#run.id, task: String(this.#task.id) },
      flags: this.#plan.flags,
    }
    await this.#queueOf(unit).add(taskNames.unit, payload, {
      jobId: this.#id(unit),
      ...unitOptions(this.#tools.warehouse),
    })
    this.#added.add(name)
  }

  /** Takes out what waits; what is being loaded sees by itself that it is to end. */
  async withdraw(): Promise<void> {
    for (const unit of this.#plan.units) {
      const job: Job | undefined = await this.#queueOf(unit).getJob(this.#id(unit))
      const state = await job?.getState()
      if (job === undefined || state === 'active' || state === 'completed' || state === 'failed') continue
      // A worker may have taken it this moment.
      const gone = await job.remove().then(
        () => true,
        () => false,
      )
      if (gone) this.#added.delete(unit.name)
    }
  }

  /** How each unit ended, in the order of loading; `skipped`: those that will not be begun, and what each lacks. */
  results(skipped: ReadonlyMap<string, readonly string[]>): readonly UnitResult[] {
    return this.#plan.units.map((unit) => {
      const because = skipped.get(unit.name)
      if (because !== undefined) return { unit: unit.name, kind: unit.kind, status: 'skipped', because }
      const failure = this.#isDone(unit) ? null : (this.#failures.get(unit.name) ?? null)
      const report = this.#reports.findLast(
        ({ unit: name, status }) => name === unit.name && (failure !== null || status === 'done'),
      )
      // Who was cancelled before its turn has not begun.
      if (report === undefined && (failure === null || wasCancelled(failure)))
        return { unit: unit.name, kind: unit.kind, status: 'skipped', because: [] }
      return unitOutcome(unit, report, failure, this.#tools.warehouse)
    })
  }

  async #standingOf(unit: PlannedUnit): Promise<UnitStanding> {
    if (this.#isDone(unit)) return 'done'
    if (this.#failures.has(unit.name)) return 'ended'
    const job: Job | undefined = await this.#queueOf(unit).getJob(this.#id(unit))
    const state = job === undefined ? 'missing' : await job.getState()
    if (job !== undefined && state === 'failed') return this.#ended(unit, failureOf(job.failedReason))
    // Between the two questions it may have ended well.
    if (state === 'completed')
      return this.#ended(unit, lostError(unit, this.#run, 'ended without a word in the run log'), true)
    if (state !== 'missing' && state !== 'unknown') return 'queued'
    return this.#added.has(unit.name)
      ? this.#ended(unit, lostError(unit, this.#run, 'was taken out of the queue'))
      : 'idle'
  }

  async #ended(unit: PlannedUnit, failure: Error, lookAgain = false): Promise<UnitStanding> {
    if (lookAgain) {
      this.#reports = await readUnitsOf(this.#tools.log.engine, this.#run.id)
      if (this.#isDone(unit)) return 'done'
    }
    await requireQueue(this.#tools.broker, this.#task, this.#run)
    this.#failures.set(unit.name, failure)
    return 'ended'
  }

  #isDone({ name }: PlannedUnit): boolean {
    return this.#reports.some(({ unit, status }) => unit === name && status === 'done')
  }

  #unit(name: string): PlannedUnit {
    const unit = this.#plan.units.find((one) => one.name === name)
    if (unit === undefined) throw new Error(`${name} is not planned.`)
    return unit
  }

  #queueOf(unit: PlannedUnit) {
    return this.#tools.broker.units[unit.class]
  }

  /** A colon is BullMQ's own. */
  #id({ name }: PlannedUnit): string {
    return `${String(this.#task.id).replaceAll(':', '.')}.${encodeURIComponent(name)}`
  }
}

/** Where the refresh's own task is gone too, it is the queue that was lost, and no unit has failed. */
async function requireQueue({ refreshes }: Broker, task: Job, run: Run): Promise<void> {
  if ((await refreshes.getJob(String(task.id))) !== undefined) return
  throw new LoadError(
    'queue-lost',
    `Redis has lost the tasks of run ${run.id}; the warehouse knows what is done. To go on: run.ts queue retry ${run.id}`,
  )
}

function wasCancelled(error: Error): boolean {
  return error instanceof TypelineError && error.code === 'cancelled'
}

function lostError(unit: PlannedUnit, run: Run, what: string): LoadError {
  return new LoadError('task-removed', `The task of ${unit.name} ${what}. To load it: run.ts queue retry ${run.id}`)
}

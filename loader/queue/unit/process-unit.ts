import type { Job } from 'bullmq'
import { TypelineError } from '../../errors/index.ts'
import { tellAll } from '../../etl/index.ts'
import { beginTaskRun, readTaskRun, readUnitsOf, type TaskRun } from '../../log/index.ts'
import { isCancelled } from '../task/cancelling.ts'
import { finishTaskRun } from '../task/finish-task-run.ts'
import { type UnitPayload, unitPayload } from '../task/payload.ts'
import { handBack, putOff, sameDefinitions, stillWaiting } from '../task/put-off.ts'
import { type EventWriter, writeEvents } from '../task/task-events.ts'
import { failureText, RunFailed, refused } from '../task/task-failure.ts'
import { planAlone, planText } from '../task/task-plan.ts'
import { cancelledError } from '../task/watch-task.ts'
import type { WorkerTools } from '../worker/worker-tools.ts'
import { loadUnitTask } from './load-unit-task.ts'
import { rowsOf, unitOutcome } from './unit-outcome.ts'

/** Kind and name of the unit, and the source rows that are in the warehouse by it: read, less rejected. */
export type UnitTaskResult = readonly ['dimension' | 'fact', string, number]

/**
 * The task `process_etl`: loads one unit, of a refresh or by itself. It may be delivered again at any time, also while it is at work elsewhere: what the
 * run log says is done is not done again, and what another holds is waited for.
 */
export async function processUnit(job: Job, token: string | undefined, tools: WorkerTools): Promise<UnitTaskResult> {
  const payload = unitPayload(job.data)
  await sameDefinitions(job, token, payload, tools.warehouse)
  requireUnit(payload, tools)
  const task = payload.of?.task ?? String(job.id)
  const { broker, warehouse } = tools
  const tasks = [String(job.id), task]
  const events = writeEvents(tools, task)
  const taskRun = payload.of === null ? await ownRun(job, payload, tools, events) : await itsRun(payload.of, tools)
  const { run, status } = taskRun
  const result = (rows: number): UnitTaskResult => [payload.type, payload.name, rows]
  const doneBefore = async () => {
    const reports = await readUnitsOf(tools.log.engine, run.id)
    const done = reports.find((report) => report.unit === payload.name && report.status === 'done')
    if (done?.counts == null) return null
    // It may have been killed between the unit's end and the run's.
    if (payload.of === null) await endOwnRun(payload, taskRun, null, tools, events)
    return result(rowsOf({ counts: done.counts }))
  }
  const before = await doneBefore()
  if (before !== null) return before
  if (status !== 'running')
    throw refused(
      'run-ended',
      `Run ${run.id} has ended (${status}) without ${payload.name}. To go on with it: run.ts queue retry ${run.id}`,
    )
  const fail = async (error: unknown): Promise<never> => {
    if (payload.of === null) await endOwnRun(payload, taskRun, error, tools, events)
    await events.arrived()
    throw new RunFailed(failureText(error))
  }
  if (await isCancelled(broker.redis, warehouse.queue.name, tasks)) return await fail(cancelledError(payload.name, run))
  const listener = tellAll([tools.listenTo(run), events.listener])
  const { end, outcome } = await loadUnitTask({ name: payload.name, run, flags: payload.flags, tasks, listener }, tools)
  switch (end.kind) {
    case 'done':
      if (payload.of === null) await endOwnRun(payload, taskRun, null, tools, events)
      await events.arrived()
      return result(rowsOf(outcome))
    case 'back':
      await waitedEnough(job, payload)
      return await handBack(job, token)
    case 'wait': {
      const meanwhile = await doneBefore()
      if (meanwhile !== null) return meanwhile
      // An earlier delivery of this task, which may go on as long as it likes.
      const own = outcome.error instanceof TypelineError && outcome.error.fields['run'] === run.id
      const waiting = own ? undefined : stillWaiting('locked', payload.waiting)
      if (waiting === undefined && !own) return await fail(outcome.error)
      const who = own ? 'by an earlier delivery of its task' : 'by another loader'
      tools.warn(`${payload.name} of run ${run.id} is loaded elsewhere, ${who}; it is looked at again in a moment.`)
      return await putOff(job, token, 2000, waiting)
    }
    case 'refused':
      return await fail(end.error)
    case 'again':
      if (job.attemptsMade + 1 >= (job.opts.attempts ?? 1)) return await fail(end.error)
      await events.arrived()
      await waitedEnough(job, payload)
      tools.warn(
        `${payload.name} of run ${run.id} is tried again soon: try ${job.attemptsMade + 2} of ${job.opts.attempts ?? 1}.`,
      )
      throw end.error
  }
}

/** It got the unit: what it waits for from here on is another wait. */
async function waitedEnough(job: Job, { waiting: _waiting, ...payload }: UnitPayload): Promise<void> {
  if (_waiting !== undefined) await job.updateData(payload)
}

function requireUnit({ name, type }: UnitPayload, { warehouse }: WorkerTools): void {
  const units = type === 'dimension' ? warehouse.dimensions.units : warehouse.facts.units
  if (!units.some((unit) => unit.name === name))
    throw refused(
      'unknown-unit',
      `There is no ${type} "${name}" in the configuration. There are: ${units.map((unit) => unit.name).join(', ')}.`,
    )
}

async function itsRun({ run: id, task }: NonNullable<UnitPayload['of']>, { log }: WorkerTools): Promise<TaskRun> {
  const found = await readTaskRun(log, task, id)
  if (found !== null) return found
  throw refused(
    'no-run',
    `${log.engine.place} has no run ${id}: the task is another warehouse's. Give each warehouse that shares a Redis its own queue.name in config.ts.`,
  )
}

async function ownRun(job: Job, payload: UnitPayload, tools: WorkerTools, events: EventWriter): Promise<TaskRun> {
  const { software, warehouse, log } = tools
  const { flags, command, name } = payload
  const start = {
    software,
    command,
    plan: planText(planAlone(warehouse, name, flags)),
    ...(flags.executionTime === null ? {} : { executionTime: flags.executionTime }),
  }
  const { anew, ...taskRun } = await beginTaskRun(log, String(job.id), start)
  const { run } = taskRun
  if (anew)
    tellAll([tools.announce(run), tools.listenTo(run), events.listener])({ kind: 'run-started', run, units: [name] })
  return taskRun
}

async function endOwnRun(
  payload: UnitPayload,
  { run, status }: TaskRun,
  error: unknown,
  tools: WorkerTools,
  events: EventWriter,
): Promise<void> {
  if (status !== 'running') return
  const [planned] = planAlone(tools.warehouse, payload.name, payload.flags).units
  if (planned === undefined) return
  const reports = await readUnitsOf(tools.log.engine, run.id)
  const failure = error === null ? null : error instanceof Error ? error : new Error(String(error))
  const outcome = unitOutcome(planned, reports.at(-1), failure, tools.warehouse)
  await finishTaskRun(run, [outcome], outcome.milliseconds, tools, events)
}

import type { Job } from 'bullmq'
import { DefinitionError } from '../../errors/index.ts'
import { beginTaskRun, lockRun, type TaskRun, takeTaskRun } from '../../log/index.ts'
import { scheduledStart } from '../schedules/index.ts'
import { type RefreshPayload, refreshPayload, type ScheduledPayload, usualFlags } from '../task/payload.ts'
import { putOff, sameDefinitions } from '../task/put-off.ts'
import { refused, refusedAs } from '../task/task-failure.ts'
import { planTask, planText } from '../task/task-plan.ts'
import type { WorkerTools } from '../worker/worker-tools.ts'

/** The run of a refresh's task: begun now, or by an earlier delivery, or one to be gone on with. A string: why there is none, though nothing is wrong. */
export async function refreshRun(
  job: Job,
  token: string | undefined,
  tools: WorkerTools,
): Promise<(TaskRun & { readonly anew: boolean }) | string> {
  const { warehouse, log, software } = tools
  const asked = refreshPayload(job.data)
  const task = String(job.id)
  if ('resume' in asked) {
    await sameDefinitions(job, token, asked, warehouse)
    await nobodyIsAt(asked.resume, job, token, tools)
    const taken = await takeTaskRun(log, task, asked.resume)
    if (taken !== null) return { ...taken, anew: false }
    throw refused(
      'no-run',
      `${log.engine.place} has no run ${asked.resume} that a task began. run.ts status tells the runs there are.`,
    )
  }
  const request = 'schedule' in asked ? scheduledRequest(job, asked, tools) : asked
  if (typeof request === 'string') return request
  if (!('schedule' in asked)) await sameDefinitions(job, token, asked, warehouse)
  const { flags, command } = request
  const start = { software, command, ...(flags.executionTime === null ? {} : { executionTime: flags.executionTime }) }
  try {
    return await beginTaskRun(log, task, { ...start, plan: planText(planTask(warehouse, request)) })
  } catch (error) {
    throw error instanceof DefinitionError ? refusedAs(error) : error
  }
}

const everything = { runDimensions: true, runFacts: true, deleteExistingTables: false, flags: usualFlags }

type Request = Omit<RefreshPayload, 'version' | 'definitions' | 'waiting'>

/** A string: why its time is left out. */
function scheduledRequest(
  job: Job,
  { schedule: name }: ScheduledPayload,
  { warehouse }: WorkerTools,
): Request | string {
  const start = scheduledStart(job, warehouse, new Date())
  if (typeof start === 'string') return start
  const { schedule } = start
  return { ...everything, select: [...schedule.select], exclude: [...schedule.exclude], command: `schedule ${name}` }
}

/** A run that another task is at is not over yet: what it leaves undone is known when it has ended. */
async function nobodyIsAt(run: number, job: Job, token: string | undefined, { log }: WorkerTools): Promise<void> {
  await using lock = await lockRun(log, { id: run })
  if (lock === null) await putOff(job, token, 2000)
}

import { DefinitionError } from '../errors/index.ts'
import { type Broker, cancelTask, enqueueResume, openBroker, queueStatus, redisWarnings } from '../queue/index.ts'
import type { QueueCommand } from './command.ts'
import type { CommandContext, CommandEnd } from './command-context.ts'
import { canAsk, confirm } from './confirm.ts'
import { followStep } from './follow-step.ts'
import { queueText } from './queue-text.ts'

/** `queue`: looks at the queue or acts on all of it. Needs Redis alone. */
export async function queueCommand(command: QueueCommand, context: CommandContext): Promise<CommandEnd> {
  const { warehouse, terminal, notice } = context
  await using broker = await openBroker(warehouse, notice)
  switch (command.action) {
    case 'status': {
      const status = await queueStatus(broker)
      terminal.out(queueText(status))
      const warnings = await redisWarnings(broker.redis)
      for (const sentence of warnings) terminal.err(sentence)
      return { reason: 'done', document: { ...status, warnings } }
    }
    case 'pause':
      for (const queue of broker.all) await queue.pause()
      terminal.out(
        'The queue is paused: no worker takes a further task; what runs goes on. To end that: run.ts queue resume',
      )
      return { reason: 'done', document: { paused: true } }
    case 'resume':
      for (const queue of broker.all) await queue.resume()
      terminal.out('The queue goes on.')
      return { reason: 'done', document: { paused: false } }
    case 'drain':
      return await drain(command, broker, context)
    case 'retry':
      return await retry(command, broker, context)
    case 'cancel': {
      const task = await cancelTask(broker, command.target ?? '')
      terminal.out(
        `Task ${task} is being cancelled: what it loads is stopped and rolled back, what waits is taken out.`,
      )
      return { reason: 'done', document: { task } }
    }
  }
}

async function drain(
  { yes }: QueueCommand,
  broker: Broker,
  { terminal, signals }: CommandContext,
): Promise<CommandEnd> {
  const { queues } = await queueStatus(broker)
  const waiting = queues.reduce((sum, queue) => sum + queue.waiting + queue.delayed, 0)
  if (waiting > 0 && !yes) await consent(waiting, signals.signal)
  const drained = await drainQueues(broker)
  terminal.out(
    drained === 0
      ? 'Nothing waits.'
      : `Taken out: ${drained} ${drained === 1 ? 'task' : 'tasks'} that waited. Runs that need them end as failed.`,
  )
  return { reason: 'done', document: { drained } }
}

/** Times of schedules that lie ahead stay: run.ts schedule pause is for those. */
async function drainQueues({ all }: Broker): Promise<number> {
  let drained = 0
  for (const queue of all)
    for (const job of await queue.getJobs(['wait', 'prioritized', 'delayed'])) {
      if (job === undefined || (job.repeatJobKey !== undefined && (await job.isDelayed()))) continue
      // A worker may have taken it this moment.
      const gone = await job.remove().then(
        () => true,
        () => false,
      )
      if (gone) drained++
    }
  return drained
}

async function retry({ target, wait }: QueueCommand, broker: Broker, context: CommandContext): Promise<CommandEnd> {
  const run = Number(target)
  const task = await enqueueResume(broker, run, context.words)
  context.terminal.out(`Queued what run ${run} has not done: task ${task}`)
  return wait ? await followStep(broker, task, context) : { reason: 'done', document: { task } }
}

async function consent(waiting: number, signal: AbortSignal): Promise<void> {
  const what = `${waiting} ${waiting === 1 ? 'task that waits' : 'tasks that wait'}`
  if (!canAsk())
    throw new DefinitionError(
      'not-confirmed',
      `queue drain would take out ${what}, and nobody is here to be asked: add --yes if that is meant.`,
    )
  if (!(await confirm(`Take out ${what}?`, signal)))
    throw new DefinitionError('not-confirmed', 'Nothing was taken out, since the answer was not yes.')
}

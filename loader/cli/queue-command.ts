import {
  absentWorkers,
  type Broker,
  cancelTask,
  enqueueResume,
  openBroker,
  queueStatus,
  redisWarnings,
} from '../queue/index.ts'
import type { QueueCommand } from './command.ts'
import type { CommandContext, CommandEnd } from './command-context.ts'
import { drainStep } from './drain-step.ts'
import { followStep } from './follow-step.ts'
import { queueText } from './queue-text.ts'
import { queuedEnd } from './queued-end.ts'

/** `queue`: looks at the queue or acts on all of it. Needs Redis alone. */
export async function queueCommand(command: QueueCommand, context: CommandContext): Promise<CommandEnd> {
  const { warehouse, terminal, notice } = context
  await using broker = await openBroker(warehouse, notice)
  switch (command.action) {
    case 'status': {
      const status = await queueStatus(broker)
      terminal.out(queueText(status))
      const warnings = [...(await absentWorkers(broker)), ...(await redisWarnings(broker.redis))]
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
      return await drainStep(command, broker, context)
    case 'retry':
      return await retry(command, broker, context)
    case 'cancel': {
      const { task, takenOut } = await cancelTask(broker, command.target ?? '')
      terminal.out(
        takenOut
          ? `Task ${task} had not begun, and is taken out of the queue.`
          : `Task ${task} is being cancelled: what it loads is stopped and rolled back, what waits is taken out.`,
      )
      return { reason: 'done', document: { task, taken_out: takenOut } }
    }
  }
}

async function retry({ target, wait }: QueueCommand, broker: Broker, context: CommandContext): Promise<CommandEnd> {
  const run = Number(target)
  const task = await enqueueResume(broker, run, context.words)
  context.terminal.out(`Queued what run ${run} has not done: task ${task}`)
  return wait ? await followStep(broker, task, context) : await queuedEnd(broker, task, context)
}

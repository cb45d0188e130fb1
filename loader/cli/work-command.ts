import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { exitStatuses, reasonOfErrors, tellAll } from '../etl/index.ts'
import type { Run } from '../log/index.ts'
import { type Metrics, openEndpoint, openMetrics } from '../notify/index.ts'
import { type Broker, keepSchedules, openBroker, openWorker, queueSizes, redisWarnings } from '../queue/index.ts'
import type { WorkCommand } from './command.ts'
import type { CommandContext, CommandEnd } from './command-context.ts'
import { logEvents } from './log-events.ts'
import { openRunNotices } from './open-run-notices.ts'
import { tellProgress } from './progress.ts'
import { software } from './software.ts'

/** `work`: takes tasks until the first signal; then lets those at work end within the grace, and hands the others to other workers. */
export async function workCommand(command: WorkCommand, context: CommandContext): Promise<CommandEnd> {
  const { warehouse, terminal, logger, signals, notice } = context
  const { concurrency, classes, grace, metricsPort } = command
  const warn = (sentence: string) => {
    logger.warn(sentence)
    terminal.err(sentence)
  }
  // Opened first, so that nothing is held any more while the last of them is sent.
  await using notices = openRunNotices(context)
  await using broker = await openBroker(warehouse, warn)
  for (const sentence of await redisWarnings(broker.redis)) warn(sentence)
  using progress = tellProgress(terminal)
  const metrics = metricsPort === null ? null : await openMetrics({ queueSizes: () => queueSizes(broker) })
  // Before any task is taken: one that were taken for nothing would have to be given back.
  await using _endpoint = await endpoint(metrics, metricsPort, broker, context)
  const listenTo = (run: Run) =>
    tellAll([progress.listener, logEvents(logger, run), ...(metrics === null ? [] : [metrics.listener])])
  await using worker = await openWorker({
    ...{ warehouse, broker, concurrency, classes, warn, software: software(), listenTo, hide: context.hide },
    announce: () => notices.listener,
    refused: (error) => notices.refused({ reason: reasonOfErrors([error], null), errors: [{ error }] }),
  })
  using _schedules = await keepSchedules(broker, notice)
  const what = classes.length === 1 ? `units of the class ${classes[0]}` : 'units of all classes'
  terminal.out(
    `Working: ${what}, ${concurrency} at once of each; refreshes beside them. Queue "${warehouse.queue.name}".`,
  )
  if (!signals.signal.aborted) await once(signals.signal, 'abort')
  if (worker.running() > 0)
    notice(`${worker.running()} at work: ${grace / 1000} s to end, then other workers go on with them.`)
  const left = worker.leave(grace)
  if (!(await endsWithRedis(left, grace, broker))) {
    warn(
      `Redis does not answer, so that its tasks cannot be given back: what they had loaded is rolled back, and other workers take them some ${warehouse.queue.silence} s after it is back.`,
    )
    // Whatever still waits for Redis waits for ever.
    process.exit(exitStatuses[signals.stopped ?? 'terminated'])
  }
  return { reason: 'done', document: {} }
}

/** Milliseconds beyond the grace: units are stopped in that time, or by their connections' end. */
const farewell = 2000

/** False where the worker cannot leave because Redis is away. */
async function endsWithRedis(left: Promise<void>, grace: number, { redis }: Broker): Promise<boolean> {
  const gone = left.then(() => true)
  for (let wait = grace + farewell; ; wait = farewell) {
    const late = new AbortController()
    const ended = await Promise.race([gone, sleep(wait, false, late)])
    late.abort()
    if (ended) return true
    if (redis.status !== 'ready') return false
  }
}

async function endpoint(
  metrics: Metrics | null,
  port: number | null,
  broker: Broker,
  { hide, terminal }: CommandContext,
) {
  if (metrics === null || port === null) return null
  const health = async () => ({
    redis: broker.redis.status === 'ready' ? null : `The connection to Redis is ${broker.redis.status}.`,
  })
  const opened = await openEndpoint({ port, metrics, health, hide })
  terminal.out(`Metrics and health: http://127.0.0.1:${opened.port}/metrics, /health`)
  return opened
}

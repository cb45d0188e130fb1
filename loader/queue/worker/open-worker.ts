import { hostname } from 'node:os'
import { type Job, UnrecoverableError, Worker } from 'bullmq'
import type { Listener } from '../../etl/index.ts'
import { openLog, type Run } from '../../log/index.ts'
import type { TaskClass, WarehouseShape } from '../../model/index.ts'
import { type Broker, queueNames, taskNames } from '../broker.ts'
import { coordinate } from '../refresh/coordinate.ts'
import { repeatStrategy } from '../schedules/index.ts'
import { asQueueError, failureOf, RunFailed, refused } from '../task/task-failure.ts'
import { processUnit } from '../unit/process-unit.ts'
import { shareConnections } from './shared-connections.ts'
import type { WorkerTools } from './worker-tools.ts'
import { workerTrouble } from './worker-trouble.ts'

export interface WorkerOptions {
  readonly warehouse: WarehouseShape
  readonly broker: Broker
  /** Units that are loaded at once, of each class. */
  readonly concurrency: number
  /** Whose units it loads. */
  readonly classes: readonly TaskClass[]
  readonly software: string
  readonly listenTo: (run: Run) => Listener
  readonly announce: (run: Run) => Listener
  /** Hears of a task that has failed and has no run that tells it. */
  readonly refused: (error: Error) => void
  readonly warn: (sentence: string) => void
  /** Hides passwords in what goes to Redis. */
  readonly hide: (text: string) => string
}

export interface TaskWorker extends AsyncDisposable {
  /** Takes no further task, waits so many milliseconds for those that run, then stops them and gives them to other workers. */
  leave(grace: number): Promise<void>
  /** Tasks at work. */
  running(): number
}

type TaskWork = (job: Job, token: string | undefined, tools: WorkerTools) => Promise<unknown>

/** Refreshes wait for units most of their time. */
const refreshesAtOnce = 16
/** A unit whose workers were killed so often kills its workers. */
const mostStalls = 100

/** Takes tasks of the queue until it leaves. Throws what keeps the warehouse from being opened. */
export async function openWorker(options: WorkerOptions): Promise<TaskWorker> {
  const { warehouse, broker, concurrency, classes, warn } = options
  await using opened = new AsyncDisposableStack()
  const connections = opened.use(await shareConnections(warehouse, warn))
  const log = await openLog(connections.warehouse)
  // Refreshes wait for others' units: they are given away at once, units after a grace.
  const soon = new AbortController()
  const leaving = new AbortController()
  const ranges = concurrency * classes.length > 1 ? 1 : null
  const { software, listenTo, announce, hide } = options
  const shared = { warehouse, broker, log, ranges, software, listenTo, announce, warn, hide }
  const trouble = workerTrouble(warehouse.queue.silence)
  let running = 0
  const take = async (job: Job, token: string | undefined, signal: AbortSignal, work: TaskWork): Promise<unknown> => {
    running++
    await using taken = connections.take()
    try {
      const tools = { ...shared, connections: taken, leaving: signal }
      return await work(job, token, tools)
    } catch (error) {
      const failure = asQueueError(job, error, hide)
      const ofRefresh = typeof job.data === 'object' && job.data?.of != null
      if (failure instanceof UnrecoverableError && !(failure instanceof RunFailed) && !ofRefresh)
        options.refused(failureOf(failure.message))
      throw failure
    } finally {
      running--
    }
  }
  const open = (queue: string, taskName: string, atOnce: number, signal: AbortSignal, work: TaskWork) => {
    const worker = new Worker(
      queue,
      async (job, token) => {
        if (job.name !== taskName)
          throw refused(
            'unknown-task',
            `There is no task ${job.name.slice(0, 100)} in this queue; there is ${taskName}.`,
          )
        return await take(job, token, signal, work)
      },
      {
        connection: broker.redis,
        prefix: warehouse.queue.name,
        // Told of each task that it takes.
        name: `${hostname()}:${process.pid}`,
        concurrency: atOnce,
        lockDuration: warehouse.queue.silence * 1000,
        stalledInterval: (warehouse.queue.silence * 1000) / 2,
        maxStalledCount: mostStalls,
        autorun: false,
        // Whoever takes a schedule's task makes the next one.
        settings: { repeatStrategy },
      },
    )
    worker.on('error', (error) => {
      const sentence = trouble(queue, error)
      if (sentence !== null) warn(sentence)
    })
    worker.on('failed', (job, error) => {
      if (job?.finishedOn !== undefined) warn(`Task ${job.id} has failed. ${hide(error.message)}`)
    })
    return worker
  }
  const workers = [
    open(queueNames.refresh, taskNames.refresh, refreshesAtOnce, soon.signal, coordinate),
    ...classes.map((one) => open(queueNames[one], taskNames.unit, concurrency, leaving.signal, processUnit)),
  ]
  const loops = workers.map((worker) => worker.run())
  let left: Promise<void> | null = null
  const leave = async (grace: number): Promise<void> => {
    soon.abort()
    const closed = Promise.all(workers.map((worker) => worker.close()))
    const late = setTimeout(() => leaving.abort(), Math.max(0, grace))
    await closed.finally(() => clearTimeout(late))
    await Promise.all(loops)
  }
  const all = opened.move()
  return {
    running: () => running,
    leave: (grace) => {
      left ??= leave(grace)
      if (grace === 0) leaving.abort()
      return left
    },
    async [Symbol.asyncDispose]() {
      left ??= leave(0)
      leaving.abort()
      await left
      await all[Symbol.asyncDispose]()
    },
  }
}

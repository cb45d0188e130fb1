import { setTimeout as sleep } from 'node:timers/promises'
import { type Engine, openEngine } from '../../loader/engine/index.ts'
import type { EtlEvent } from '../../loader/etl/index.ts'
import { type RunReport, readRuns } from '../../loader/log/index.ts'
import type { TaskClass, UnitDefinition, WarehouseShape } from '../../loader/model/index.ts'
import {
  type Broker,
  openBroker,
  openWorker,
  type TaskState,
  type TaskWorker,
  taskState,
} from '../../loader/queue/index.ts'
import { redisDatabase, type TestDatabase } from '../servers/index.ts'
import { type ShapeOptions, shapeOf } from './shape-of.ts'

/** A warehouse with its queue: an empty database, which is also the source `shop`, and a Redis of its own. */
export interface Stand extends AsyncDisposable {
  /** Of the warehouse. */
  readonly url: string
  /** Of its Redis. */
  readonly redis: string
  readonly shape: WarehouseShape
  readonly engine: Engine
  /** Of whoever queues tasks. */
  readonly broker: Broker
  /** Opens a worker with connections of its own; it leaves with the stand, if not before. */
  work(options?: WorkOptions): Promise<StandWorker>
  /** How the task ended. */
  ended(task: string): Promise<Ended>
  rows(sql: string): Promise<readonly string[]>
  execute(...statements: readonly string[]): Promise<void>
  /** The newest run. */
  run(): Promise<RunReport>
}

export type Ended = Exclude<TaskState, { state: 'waiting' | 'active' | 'delayed' }>

export interface StandOptions extends ShapeOptions {
  /** A Redis; default: a database of the run's. */
  readonly redis?: string
}

export interface WorkOptions {
  readonly concurrency?: number
  readonly classes?: readonly TaskClass[]
  /** Default: the stand's. */
  readonly shape?: WarehouseShape
}

export interface StandWorker extends TaskWorker {
  /** What it told of the runs, in order. */
  readonly events: readonly EtlEvent[]
  readonly warnings: readonly string[]
}

export async function openStand(
  database: () => Promise<TestDatabase>,
  units: readonly UnitDefinition[],
  options: StandOptions = {},
): Promise<Stand> {
  await using opened = new AsyncDisposableStack()
  const { url } = opened.use(await database())
  const redis = options.redis ?? opened.use(await redisDatabase()).url
  const shape = shapeOf(url, redis, units, options)
  const engine = opened.use(await openEngine(url))
  const broker = opened.use(await openBroker(shape, () => {}))
  const workers = opened.use(new AsyncDisposableStack())
  const all = opened.move()
  return {
    url,
    redis,
    shape,
    engine,
    broker,
    work: async (work = {}) => {
      const worker = await openWorkerOf(shape, work)
      workers.use(worker)
      return worker
    },
    ended: (task) => endOf(broker, task),
    async rows(sql) {
      await using session = await engine.connect()
      return (await session.query(sql)).map((row) => row.map(String).join(' '))
    },
    async execute(...statements) {
      await using session = await engine.connect()
      for (const statement of statements) await session.execute(statement)
    },
    async run() {
      const [run] = await readRuns(engine, 1)
      if (run === undefined) throw new Error('There is no run.')
      return run
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

async function openWorkerOf(
  stand: WarehouseShape,
  { concurrency = 2, classes = ['default', 'heavy'], shape = stand }: WorkOptions,
): Promise<StandWorker> {
  await using opened = new AsyncDisposableStack()
  const events: EtlEvent[] = []
  const warnings: string[] = []
  const warn = (sentence: string) => void warnings.push(sentence)
  const broker = opened.use(await openBroker(shape, warn))
  const worker = opened.use(
    await openWorker({
      ...{ warehouse: shape, broker, concurrency, classes, warn, software: 'test' },
      listenTo: () => (event) => void events.push(event),
      announce: () => () => {},
      refused: () => {},
      hide: (text) => text,
    }),
  )
  const all = opened.move()
  return {
    events,
    warnings,
    leave: (grace) => worker.leave(grace),
    running: () => worker.running(),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

async function endOf(broker: Broker, task: string): Promise<Ended> {
  for (;;) {
    const state = await taskState(broker, task)
    if (state.state === 'done' || state.state === 'failed' || state.state === 'unknown') return state
    await sleep(20)
  }
}

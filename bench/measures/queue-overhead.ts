import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import config from '../../config.ts'
import { openEngine } from '../../loader/engine/index.ts'
import { loadUnits, openConnections, planUnits, unitGraph } from '../../loader/etl/index.ts'
import type { WarehouseShape } from '../../loader/model/index.ts'
import { type Broker, enqueueRefresh, openBroker, taskResult } from '../../loader/queue/index.ts'
import { makeMarketplace } from '../../sample/make-marketplace.ts'
import { WorkerProcess } from '../../test/queue/processes/worker-process.ts'
import { startRedis } from '../../test/servers/start-redis.ts'
import type { Place } from '../engines/place.ts'
import { timed } from '../engines/place.ts'
import type { Took } from '../loader/load.ts'
import type { Measure } from './measure.ts'

const never = new AbortController().signal

/**
 * The example's refresh by a worker that loads one unit at a time, against the same units one after another without a queue. All of them are small, so that what
 * the queue adds can be seen. What it starts ends with `stack`.
 */
export function queueOverhead(
  place: Pick<Place, 'source' | 'warehouse' | 'folder'>,
  stack: AsyncDisposableStack,
): Measure {
  const units = config.dimensions.units.length + config.facts.units.length
  let warehouse: WarehouseShape = { ...config, sources: { marketplace: place.source }, warehouse: place.warehouse }
  let rows = 0
  let broker: Broker | null = null
  let worker: WorkerProcess | null = null
  return {
    name: 'queue-overhead',
    against: 'the same units without a queue',
    get rows() {
      return rows
    },
    minimum: null,
    target: null,
    overhead: { units, mostMilliseconds: 50 },
    async prepare() {
      await makeSource(place.source)
      const redis = stack.use(await startRedis())
      warehouse = { ...warehouse, redis: `${redis.url}/0` }
      broker = stack.use(await openBroker(warehouse, console.error))
      // The log lies beside the configuration.
      const file = join(place.folder, 'queue-config.ts')
      writeFileSync(file, `export { default } from '${new URL('../../config.ts', import.meta.url).href}'\n`)
      const env = { SOURCE_URL: place.source, WAREHOUSE_URL: place.warehouse, REDIS_URL: `${redis.url}/0` }
      worker = stack.use(new WorkerProcess({ config: file, env }))
      await worker.ready
    },
    limit: () =>
      timed(async () => {
        rows = await loadAtOnce(warehouse)
      }),
    async loader(): Promise<Took> {
      if (broker === null || worker === null) throw new Error('queue-overhead was not prepared.')
      const queue = broker
      const took = await timed(async () => taskResult(queue, await enqueueRefresh(queue, {}, 'bench'), never))
      return { ...took, residentMb: residentMb(worker.pid) }
    },
  }
}

async function makeSource(url: string): Promise<void> {
  await using engine = await openEngine(url)
  await using session = await engine.connect()
  await makeMarketplace(session, { seed: 20120101, scale: 0.2, days: 0 })
}

/** Gives the rows that were read. */
async function loadAtOnce(warehouse: WarehouseShape): Promise<number> {
  const plan = planUnits(unitGraph(warehouse), { kinds: new Set(['dimension', 'fact']), select: [], exclude: [] })
  await using connections = openConnections(warehouse, { missingWarehouse: 'make', notice: console.error })
  const { units } = await loadUnits({
    ...{ warehouse, plan, connections, executionTime: null, software: 'bench', command: 'bench', acceptShrink: false },
    signal: never,
    listener: () => undefined,
  })
  const read = units.map((unit) => (unit.status === 'done' ? unit.counts.read : Number.NaN))
  const sum = read.reduce((left, right) => left + right, 0)
  if (Number.isNaN(sum)) throw new Error('Not all units were loaded.', { cause: units })
  return sum
}

/** The most that a process had in memory so far; 0 where this is no Linux. */
function residentMb(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEngine } from '../../../loader/engine/index.ts'
import { enqueueAndWait, type RefreshEnd } from './enqueue-and-wait.ts'
import type { RunOptions } from './node-process.ts'
import { WorkerProcess } from './worker-process.ts'

export interface QueuedStarOptions {
  /** URL of the warehouse. */
  readonly warehouse: string
  /** Text of the workers' config.ts, which lies in a folder of its own, as its log does. */
  readonly config: string
  readonly env?: Readonly<Record<string, string>>
}

/** A warehouse that worker processes load; disposing kills those that are left. */
export interface QueuedStar extends AsyncDisposable {
  /** Those that run. */
  readonly workers: readonly WorkerProcess[]
  /** Starts one; `ready` tells when it takes tasks. */
  start(before?: RunOptions['before']): WorkerProcess
  /** Queues a refresh, in a process of its own, and waits for its end. */
  refresh(executionTime: string): Promise<RefreshEnd>
  /** Rows as texts. */
  ask(sql: string): Promise<readonly string[]>
}

export async function openQueuedStar({ warehouse, config, env = {} }: QueuedStarOptions): Promise<QueuedStar> {
  await using stack = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'typeline-workers-'))
  stack.defer(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'config.ts')
  writeFileSync(file, config)
  const engine = stack.use(await openEngine(warehouse))
  const started: WorkerProcess[] = []
  stack.defer(async () => {
    for (const worker of started) await worker[Symbol.asyncDispose]()
  })
  const kept = stack.move()
  return {
    get workers() {
      return started.filter((worker) => worker.isRunning)
    },
    start(before = []) {
      const worker = new WorkerProcess({ config: file, env, before })
      started.push(worker)
      return worker
    },
    refresh: (executionTime) => enqueueAndWait({ config: file, env, executionTime }),
    async ask(sql) {
      await using session = await engine.connect()
      return (await session.query(sql)).map((row) => row.map(String).join(' '))
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

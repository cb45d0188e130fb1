import { once } from 'node:events'
import { type RunOptions, startRun } from './node-process.ts'

/** `run.ts work --concurrency 1` in a process of its own; disposing kills it. */
export class WorkerProcess implements AsyncDisposable {
  readonly #child: ReturnType<typeof startRun>
  #told = ''
  /** When it takes tasks; throws where it ended before. */
  readonly ready: Promise<void>

  constructor(options: RunOptions) {
    this.#child = startRun(['work', '--concurrency', '1', '--log-level', 'debug'], options)
    this.#child.on('error', (error) => {
      this.#told += String(error)
    })
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream.on('data', (text: string) => {
        this.#told += text
        this.#child.emit('told')
      })
    this.ready = this.#isReady()
    // Whoever wants to know waits for it.
    this.ready.catch(() => {})
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /** Its standard output and error so far. */
  get told(): string {
    return this.#told
  }

  get isReady(): boolean {
    return this.#told.includes('Working: ')
  }

  get isRunning(): boolean {
    return this.#child.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null
  }

  signal(name: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL' | 'SIGTERM'): void {
    this.#child.kill(name)
  }

  /** Exit status, or the signal that ended it. */
  async ended(): Promise<number | string | null> {
    if (this.isRunning) await once(this.#child, 'exit')
    return this.#child.exitCode ?? this.#child.signalCode
  }

  async #isReady(): Promise<void> {
    const gone = once(this.#child, 'close')
    while (!this.isReady) {
      await Promise.race([once(this.#child, 'told'), gone])
      if (!this.isRunning) throw new Error(`A worker ended before it took tasks:\n${this.#told}`)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.signal('SIGKILL')
    await this.ended()
  }
}

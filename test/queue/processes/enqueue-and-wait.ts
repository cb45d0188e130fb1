import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { type RunOptions, startRun } from './node-process.ts'

export interface RefreshEnd {
  readonly status: number | null
  /** By unit: how it ended. */
  readonly units: Readonly<Record<string, string>>
  readonly stderr: string
}

/** `run.ts enqueue refresh --wait`. */
export async function enqueueAndWait({
  executionTime,
  ...options
}: RunOptions & { readonly executionTime: string }): Promise<RefreshEnd> {
  const words = ['enqueue', 'refresh', '--wait', '--json', '--execution-time', executionTime]
  const child = startRun(words, options)
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  const { units = [] } = (stdout === '' ? {} : JSON.parse(stdout)) as { readonly units?: readonly Unit[] }
  const ends = Object.fromEntries(units.map(({ name, status }) => [name, status]))
  return { status: child.exitCode, units: ends, stderr }
}

interface Unit {
  readonly name: string
  readonly status: string
}

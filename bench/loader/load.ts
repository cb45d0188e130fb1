import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

/** What a load of the bench's star is told. */
export interface Load {
  /** URLs. */
  readonly source: string
  readonly warehouse: string
  /** As `--select`. */
  readonly select: readonly string[]
  readonly fullRefresh?: boolean
}

/** The same for every load of a run. */
export interface Manner {
  /** A folder for CPU profiles; null: none. */
  readonly profile: string | null
  /** `--lookup-memory` in bytes; null: the loader's own default. */
  readonly lookupMemory: number | null
}

export interface Took {
  readonly seconds: number
  /** The most that the process had in memory; 0 where nobody counted. */
  readonly residentMb: number
}

const child = fileURLToPath(new URL('child.ts', import.meta.url))

/** Loads units with the loader, in a child process; from the first connection to the last, Node's own start left out. */
export async function load(what: Load, { profile, lookupMemory }: Manner): Promise<Took> {
  const flags = profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
  const running = spawn(process.execPath, [...flags, child, JSON.stringify({ ...what, lookupMemory })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [out] = await Promise.all([text(running.stdout), once(running, 'exit')])
  if (running.exitCode !== 0) throw new Error(`The loader ended with ${running.exitCode} (${what.select.join(', ')}).`)
  return JSON.parse(out.trim().split('\n').at(-1) ?? '') as Took
}

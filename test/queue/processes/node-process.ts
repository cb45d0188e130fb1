import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const run = file('../../../run.ts')
const preload = file('./stop-with-parent.ts')
// Most of a short process's time is the reading of TypeScript; the cache goes with node_modules.
const compiled = file('../../../node_modules/.cache/typeline-tests')

export interface RunOptions {
  /** Path of its configuration. */
  readonly config: string
  readonly env?: Readonly<Record<string, string>>
  /** Words before Node's own, of programs that become Node (`exec`). */
  readonly before?: readonly string[]
}

/** `run.ts` in a process that ends with the test's own, whatever becomes of that. A hash of definitions is Node's: a test's own process reads the code rewritten. */
export function startRun(
  words: readonly string[],
  { config, env = {}, before = [] }: RunOptions,
): ChildProcessByStdio<Writable, Readable, Readable> {
  const line = [...before, process.execPath, '--import', preload, run, ...words, '--config', config]
  const [program = '', ...args] = line
  const { PATH = '' } = process.env
  const child = spawn(program, args, {
    env: { PATH, NODE_COMPILE_CACHE: compiled, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8')
  return child
}

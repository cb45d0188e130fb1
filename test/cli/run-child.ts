import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export interface ChildEnd {
  /** Exit status; null where a signal ended the process. */
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Child {
  readonly process: ChildProcess
  /** Waits until the child has said this on stdout or stderr. */
  said(text: string): Promise<void>
  readonly end: Promise<ChildEnd>
}

export interface ChildOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** Under a terminal of its own (`script` of util-linux); stdin is then what is typed, and stdout holds stderr too. */
  readonly terminal?: boolean
}

const run = fileURLToPath(new URL('./shop/run.ts', import.meta.url))

/** Starts the shop's run.ts as a child process; one that outlives its test is killed. */
export function startChild(argv: readonly string[], { env = {}, cwd, terminal = false }: ChildOptions = {}): Child {
  const line = [process.execPath, run, ...argv]
  const [program = '', ...args] = terminal ? ['script', '-qec', line.join(' '), '/dev/null'] : line
  const child = spawn(program, args, {
    env: { PATH: process.env['PATH'] ?? '', TZ: 'America/New_York', ...env },
    stdio: [terminal ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const heard = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      heard[name] += text
      child.emit('heard')
    })
  }
  const end = once(child, 'close').then(([status]) => {
    child.emit('heard')
    return { status: typeof status === 'number' ? status : null, ...heard }
  })
  const said = async (text: string): Promise<void> => {
    const has = () => heard.stdout.includes(text) || heard.stderr.includes(text)
    while (!has()) {
      if (child.exitCode !== null)
        throw new Error(`It ended with ${child.exitCode} and never said "${text}":\n${heard.stdout}\n${heard.stderr}`)
      await once(child, 'heard')
    }
  }
  return { process: child, end, said }
}

export function runChild(argv: readonly string[], options?: ChildOptions): Promise<ChildEnd> {
  return startChild(argv, options).end
}

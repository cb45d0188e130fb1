import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface ChildEnd {
  /** Exit status; null where a signal ended the process. */
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Child {
  readonly process: ChildProcess
  /** Waits until the child has said this on stderr or stdout. */
  said(text: string): Promise<void>
  readonly end: Promise<ChildEnd>
}

const script = fileURLToPath(new URL('./shop/run.ts', import.meta.url))

/** Starts the shop's run.ts (or another) as a child process, its stdin closed. */
export function startChild(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  file = script,
  cwd?: string,
): Child {
  const child = spawn(process.execPath, [file, ...argv], {
    env: { PATH: process.env['PATH'] ?? '', TZ: 'America/New_York', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  })
  const heard = { stdout: '', stderr: '' }
  const listeners = new Set<() => void>()
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      heard[name] += text
      for (const listener of listeners) listener()
    })
  }
  const end = once(child, 'close').then(([status]) => ({
    status: typeof status === 'number' ? status : null,
    ...heard,
  }))
  return {
    process: child,
    end,
    async said(text) {
      const has = () => heard.stdout.includes(text) || heard.stderr.includes(text)
      if (has()) return
      const heardIt = new Promise<void>((resolve) => {
        const listener = () => {
          if (!has()) return
          listeners.delete(listener)
          resolve()
        }
        listeners.add(listener)
      })
      const ended = end.then(({ status }) => {
        if (!has())
          throw new Error(`The child ended with ${status} and never said "${text}":\n${heard.stdout}\n${heard.stderr}`)
      })
      await Promise.race([heardIt, ended])
    },
  }
}

export function runChild(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  file?: string,
  cwd?: string,
): Promise<ChildEnd> {
  return startChild(argv, env, file, cwd).end
}

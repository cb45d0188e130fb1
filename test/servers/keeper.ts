// Keeps one private server for a test run: starts it, and ends it when the run ends, however that ends. The run holds this process's
// standard input; its end (also by SIGKILL of the run) is the signal. Runs detached, so Ctrl-C on the terminal does not reach it first.
// Argument: the job as JSON. Standard output: one line when the server program ended by itself.
import { spawn, spawnSync } from 'node:child_process'
import { openSync, rmSync } from 'node:fs'

export interface KeeperJob {
  /** Data, log and socket; removed at the end. */
  readonly directory: string
  readonly log: string
  /** Fills the data directory: a program, and what it reads from standard input. */
  readonly prepare: { readonly program: string; readonly args: readonly string[]; readonly input: string }
  readonly server: { readonly program: string; readonly args: readonly string[] }
  /** Ends the server; SIGKILL where nothing outlives it, since nothing in it is worth a tidy shutdown. */
  readonly end: 'SIGKILL' | 'SIGQUIT'
  /** Who runs the programs, where they refuse to be run by root; the directory is theirs. */
  readonly user?: { readonly uid: number; readonly gid: number }
}

const job = JSON.parse(process.argv[2] ?? '') as KeeperJob
const log = openSync(job.log, 'a')
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})

const { program, args, input } = job.prepare
const prepared = spawnSync(program, args, { input, stdio: ['pipe', log, log], cwd: job.directory, ...job.user })
if (prepared.status === 0) {
  const server = spawn(job.server.program, job.server.args, {
    stdio: ['ignore', log, log],
    cwd: job.directory,
    ...job.user,
  })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  void ended.then(() => process.stdout.write('ended\n'))
  await endOfInput()
  server.kill(job.end)
  await ended
} else {
  process.stdout.write('ended\n')
  await endOfInput()
}
rmSync(job.directory, { recursive: true, force: true })

function endOfInput(): Promise<void> {
  return new Promise((resolve) => {
    process.stdin.resume()
    process.stdin.once('end', resolve)
    process.stdin.once('error', resolve)
    // The run may be gone when the line is written.
    process.stdout.on('error', () => {})
  })
}

// Keeps one private server for a test run: starts it, and ends it when the run ends, however that ends. The run holds this process's
// standard input; its end (also by SIGKILL of the run) is the signal, a line on it kills the server and starts it again over the same data. Runs detached,
// so Ctrl-C on the terminal does not reach it first. Argument: the job as JSON. Standard output: a line when the server
// program ended by itself, and one when it was killed to be started again.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { openSync, rmSync } from 'node:fs'

export interface KeeperJob {
  /** Data, log and socket; removed at the end. */
  readonly directory: string
  readonly log: string
  /** Fills the data directory, where the server does not by itself: a program, and what it reads from standard input. */
  readonly prepare?: { readonly program: string; readonly args: readonly string[]; readonly input: string }
  /** `argv0`: the name it is called by, where that is not the program's. */
  readonly server: { readonly program: string; readonly args: readonly string[]; readonly argv0?: string }
  /** Ends the server; SIGKILL where nothing outlives it, since nothing in it is worth a tidy shutdown. */
  readonly end: 'SIGKILL' | 'SIGQUIT'
  /** Who runs the programs, where they refuse to be run by root; the directory is theirs. */
  readonly user?: { readonly uid: number; readonly gid: number }
}

const job = JSON.parse(process.argv[2] ?? '') as KeeperJob
const log = openSync(job.log, 'a')
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})

if (prepared()) {
  let server = start()
  process.stdin.on('data', async () => {
    await kill(server)
    // A fast server is up again before anybody could see that it was down.
    process.stdout.write('killed\n')
    server = start()
  })
  await endOfInput()
  await kill(server)
} else {
  process.stdout.write('ended\n')
  await endOfInput()
}
rmSync(job.directory, { recursive: true, force: true })

function prepared(): boolean {
  if (job.prepare === undefined) return true
  const { program, args, input } = job.prepare
  return spawnSync(program, args, { input, stdio: ['pipe', log, log], cwd: job.directory, ...job.user }).status === 0
}

interface Started {
  readonly process: ChildProcess
  readonly ended: Promise<void>
  wanted: boolean
}

function start(): Started {
  const stdio = ['ignore', log, log] as const
  const { program, args, argv0 = program } = job.server
  const server = spawn(program, args, { stdio: [...stdio], argv0, cwd: job.directory, ...job.user })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const started = { process: server, ended, wanted: true }
  void ended.then(() => started.wanted && process.stdout.write('ended\n'))
  return started
}

async function kill(server: Started): Promise<void> {
  server.wanted = false
  server.process.kill(job.end)
  await server.ended
}

function endOfInput(): Promise<void> {
  return new Promise((resolve) => {
    process.stdin.resume()
    process.stdin.once('end', resolve)
    process.stdin.once('error', resolve)
    // The run may be gone when the line is written.
    process.stdout.on('error', () => {})
  })
}

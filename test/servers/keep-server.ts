import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { KeeperJob } from './keeper.ts'

export interface PrivateServer extends AsyncDisposable {
  /** `mysql://user:password@127.0.0.1:port`, `postgres://…` or `redis://…`, without a database. */
  readonly url: string
  /** Ends it as a power cut would and starts it again over its data, under the same URL; ends when it answers. */
  restart(): Promise<void>
}

/** Hands the job to a keeper and waits until the server answers; else gives the end of its log. Disposing ends the server. */
export async function keepServer(
  job: KeeperJob,
  url: string,
  answers: () => Promise<boolean>,
): Promise<PrivateServer | string> {
  const keeper = spawn(process.execPath, [join(import.meta.dirname, 'keeper.ts'), JSON.stringify(job)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  })
  let ended = false
  const note = () => {
    ended = true
  }
  keeper.stdout.once('data', note)
  keeper.once('exit', note)
  // It ends with us by itself; it must not keep us alive.
  keeper.unref()
  const server: PrivateServer = {
    url,
    async restart() {
      // The one that is about to end may answer once more.
      const killed = once(keeper.stdout, 'data')
      keeper.stdin.write('again\n')
      await killed
      while (!(await answers())) await sleep(25)
    },
    async [Symbol.asyncDispose]() {
      if (keeper.exitCode !== null) return
      keeper.ref()
      keeper.stdin.end()
      await once(keeper, 'exit')
    },
  }
  for (let waited = 0; waited < 60_000 && !ended; waited += 25) {
    if (await answers()) return server
    await sleep(25)
  }
  const text = existsSync(job.log) ? readFileSync(job.log, 'utf8').slice(-3000) : '(no log)'
  await server[Symbol.asyncDispose]()
  // The keeper does so too, if it came that far.
  rmSync(job.directory, { recursive: true, force: true })
  return text
}

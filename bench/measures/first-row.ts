import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Took } from '../loader/load.ts'
import type { Measure } from './measure.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Seconds that the table of targets allows. */
const allowed = 1

/** From the start of Node to the first row read, in the example warehouse at the root; its databases are DuckDB files of the bench's own. */
export function firstRow(folder: string): Measure {
  const places = join(folder, 'example')
  const settings = {
    SOURCE_URL: `duckdb:${join(places, 'source.duckdb')}`,
    WAREHOUSE_URL: `duckdb:${join(places, 'warehouse.duckdb')}`,
  }
  const type = (words: readonly string[], cwd: string) => run(words, cwd, settings)
  return {
    name: 'first-row',
    against: 'the second that is allowed',
    rows: 1,
    minimum: null,
    target: 1,
    async prepare() {
      mkdirSync(places, { recursive: true })
      await type(['sample/make.ts'], places)
    },
    limit: async (): Promise<Took> => ({ seconds: allowed, residentMb: 0 }),
    async loader() {
      const cwd = mkdtempSync(join(folder, 'run-'))
      // The log lies beside the configuration.
      const config = join(cwd, 'config.ts')
      writeFileSync(config, `export { default } from ${JSON.stringify(pathToFileURL(join(root, 'config.ts')).href)}\n`)
      const words = ['run.ts', '--run_dimensions', '--select', 'school', '--log-level', 'debug', '--config', config]
      const since = Date.now()
      const residentMb = await type(words, cwd)
      const lines = readFileSync(join(cwd, 'etl-log/run.log'), 'utf8').trim().split('\n')
      const told = lines
        .map((line) => JSON.parse(line) as { readonly time: string; readonly msg?: string; readonly read?: number })
        .find(({ msg, read = 0 }) => msg === 'unit-progress' && read > 0)
      rmSync(cwd, { recursive: true })
      if (told === undefined) throw new Error('The log tells no row that was read.')
      return { seconds: (Date.parse(told.time) - since) / 1000, residentMb }
    },
  }
}

/** A script of the repository as its user types it; gives the most that it had in memory, as far as this system tells (MB, else 0). */
async function run(words: readonly string[], cwd: string, settings: Readonly<Record<string, string>>): Promise<number> {
  const [script = '', ...rest] = words
  const running = spawn(process.execPath, [join(root, script), ...rest], {
    cwd,
    env: settings,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  let most = 0
  const look = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${running.pid}/status`, 'utf8')
      most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
    } catch {
      // It has ended, or this is no Linux.
    }
  }, 20)
  await once(running, 'exit')
  clearInterval(look)
  if (running.exitCode !== 0) throw new Error(`${words.join(' ')} ended with ${running.exitCode}.`)
  return most
}

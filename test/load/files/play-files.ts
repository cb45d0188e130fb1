import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openEngine, type Session } from '../../../loader/engine/index.ts'
import { type LoadContext, loadUnit, prepareUnit, type UnitOutcome } from '../../../loader/load/index.ts'
import { beginRun, finishRun, openLog } from '../../../loader/log/index.ts'
import { defaultRejectLimits, type UnitDefinition } from '../../../loader/model/index.ts'

/** A folder of files, and a warehouse on DuckDB that reads them. */
export interface FileWorld extends AsyncDisposable {
  readonly folder: string
  readonly session: Session
  write(name: string, content: string | Uint8Array): void
  remove(name: string): void
  /** As `--test_dimension_source` does. */
  prove(unit: UnitDefinition): Promise<void>
  load(unit: UnitDefinition, options?: Pick<LoadContext, 'lookupMemory'>): Promise<UnitOutcome>
  /** Rejects of the last load: row and message, the folder's name left out. */
  rejects(): Promise<readonly (readonly [row: string, message: string])[]>
}

export async function fileWorld(): Promise<FileWorld> {
  await using stack = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'typeline-files-'))
  stack.defer(() => rmSync(folder, { recursive: true, force: true }))
  const engine = stack.use(await openEngine('duckdb::memory:'))
  const session = stack.use(await engine.connect())
  const log = await openLog(engine)
  const owned = stack.move()
  const source = async () => {
    throw new Error('Files come from no connection.')
  }
  const signal = new AbortController().signal
  return {
    folder,
    session,
    write(name, content) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), content)
    },
    remove: (name) => rmSync(join(folder, name)),
    prove: async (unit) => {
      await prepareUnit(unit, { warehouse: engine, source, signal })
    },
    async load(unit, options = {}) {
      const run = await beginRun(log, { software: 'test', command: 'test' })
      const context = {
        warehouse: engine,
        source,
        signal,
        log,
        run,
        progress: () => undefined,
        ...loadOptions,
        ...options,
      }
      const outcome = await loadUnit(unit, context)
      await finishRun(log, run, outcome.status === 'done' ? 'done' : 'failed')
      return outcome
    },
    async rejects() {
      const rows = await session.query(
        'SELECT row_json, message FROM etl_reject WHERE run_id = (SELECT max(run_id) FROM etl_run) ORDER BY reject_no',
      )
      return rows.map((row) => [
        String(row[0]).replaceAll(`${folder}/`, ''),
        String(row[1]).replaceAll(`${folder}/`, ''),
      ])
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

const loadOptions = { acceptShrink: true, rejects: defaultRejectLimits }

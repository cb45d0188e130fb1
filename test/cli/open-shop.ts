import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestEngine } from '../servers/index.ts'
import { type Child, type ChildEnd, startChild } from './run-child.ts'
import { makeShop, onDatabase, type StarRows, starRows } from './shop/rows.ts'

/** A source with the shop's tables and an empty warehouse of one engine, and a folder for the log. */
export interface Shop extends AsyncDisposable {
  readonly sourceUrl: string
  readonly warehouseUrl: string
  start(line: string, env?: Readonly<Record<string, string>>, terminal?: boolean): Child
  /** The words of the line are split at blanks. */
  run(line: string, env?: Readonly<Record<string, string>>): Promise<ChildEnd>
  /** The star's rows; null where the warehouse is not even there. */
  rows(): Promise<StarRows | null>
  /** Runs statements on the source. */
  change(...statements: readonly string[]): Promise<void>
  ask(sql: string): Promise<readonly string[]>
  /** Every table of the warehouse, the run log's too. */
  tables(): Promise<readonly string[]>
  /** All lines of run.log. */
  log(): string
}

export async function openShop(engine: TestEngine): Promise<Shop> {
  await using stack = new AsyncDisposableStack()
  const source = stack.use(await engine.database())
  const warehouse = stack.use(await engine.database())
  const folder = mkdtempSync(join(tmpdir(), 'typeline-shop-'))
  stack.defer(() => rmSync(folder, { recursive: true, force: true }))
  await makeShop(source.url)
  const places = { SHOP_SOURCE_URL: source.url, SHOP_WAREHOUSE_URL: warehouse.url, SHOP_LOG: folder }
  const start = (line: string, env = {}, terminal = false) =>
    startChild(
      line.split(' ').filter((word) => word !== ''),
      { env: { ...places, ...env }, terminal },
    )
  const file = /^duckdb:(.*)$/.exec(warehouse.url)?.[1]
  const kept = stack.move()
  return {
    sourceUrl: source.url,
    warehouseUrl: warehouse.url,
    start,
    run: (line, env) => start(line, env).end,
    // Looking must not make the file.
    rows: async () => (file !== undefined && !existsSync(file) ? null : await starRows(warehouse.url)),
    change: (...statements) =>
      onDatabase(source.url, async (session) => {
        for (const statement of statements) await session.execute(statement)
      }),
    ask: (sql) =>
      onDatabase(warehouse.url, async (session) => (await session.query(sql)).map((row) => row.map(String).join(' '))),
    tables: () => onDatabase(warehouse.url, (session) => session.tablesLike('')),
    log: () => readFileSync(join(folder, 'run.log'), 'utf8'),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

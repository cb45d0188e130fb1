import { AssertionError } from 'node:assert'
import { type Engine, openEngine } from '../engine/index.ts'
import { DefinitionError, TypelineError } from '../errors/index.ts'
import { checkWarehouse, loadUnits, planUnits, type UnitResult, unitGraph } from '../etl/index.ts'
import { beginRun, finishRun, openLog } from '../log/index.ts'
import {
  type DimensionShape,
  type FactShape,
  queueShape,
  type UnitDefinition,
  type WarehouseShape,
  windowOf,
} from '../model/index.ts'
import type { Cell } from '../schema/index.ts'
import { compareCounts } from './compare-counts.ts'
import { compareRows } from './compare-rows.ts'
import type { DrawnTable } from './drawn-table.ts'
import { drawnUnits } from './drawn-units.ts'
import { drawnMoment } from './drawn-value.ts'
import { putRows } from './put-rows.ts'
import { readRows } from './read-rows.ts'
import { readRejects, rejectsTable } from './rejects.ts'
import type { Step } from './story.ts'

type Load = Step & { readonly kind: 'load' }

/** A warehouse of one story: what it draws is put in, loaded and compared here. */
export interface Star extends AsyncDisposable {
  source(unit: string, table: DrawnTable): void
  put(table: string, drawn: DrawnTable): Promise<void>
  /** `forget`: the counts and rejects that are compared stay those of the load before. */
  load(load: Load, options?: { readonly forget?: boolean }): Promise<void>
  compare(table: string, drawn: DrawnTable): Promise<void>
  compareCounts(unit: string, counts: Readonly<Record<string, number>>): void
  compareRejects(unit: string, drawn: DrawnTable): Promise<void>
  /** Every row of the units' tables as text, by table. */
  snapshot(): Promise<ReadonlyMap<string, readonly string[]>>
}

export interface StarOptions {
  /** A URL; default: a DuckDB in memory. */
  readonly warehouse?: string
  readonly lookupMemory?: number
}

export async function openStar(
  given: readonly UnitDefinition[],
  { warehouse: url = 'duckdb::memory:', lookupMemory }: StarOptions = {},
): Promise<Star> {
  refuseWindows(given)
  const drawn = drawnUnits(given)
  const warehouse = warehouseOf(drawn.units, url)
  await checkWarehouse(warehouse)
  await using stack = new AsyncDisposableStack()
  const engine = stack.use(await openEngine(url))
  // A database in memory lives as long as a session of it.
  const session = stack.use(await engine.connect())
  const owned = stack.move()
  const variables = new Map<string, Cell>()
  let last: { readonly run: number; readonly units: readonly UnitResult[] } = { run: 0, units: [] }
  return {
    source: drawn.draw,
    async put(name, table) {
      const log = await openLog(engine)
      const run = await beginRun(log, { software: 'typeline/testing', command: `before ${name}` })
      await putRows(drawn.ownerOf(name), table, { engine, log, run, variables })
      await finishRun(log, run, 'done', null)
    },
    async load(step, { forget = false } = {}) {
      const result = await loadStep(warehouse, engine, step, lookupMemory ?? null)
      if (!forget) last = { run: result.run.id, units: result.units }
    },
    async compare(name, table) {
      const { table: shape } = drawn.ownerOf(name)
      if (!(await session.tableExists(name))) throw new AssertionError({ message: `There is no table ${name} yet.` })
      await compareRows({ title: name, session, table: shape, drawn: table, variables })
    },
    compareCounts: (unit, counts) => compareCounts(unit, counts, last.units),
    async compareRejects(name, table) {
      const rows = await readRejects(session, drawn.named(name).name, last.run, table.columns)
      await compareRows({ title: `rejects ${name}`, session, table: rejectsTable, drawn: table, variables, rows })
    },
    async snapshot() {
      const all = new Map<string, readonly string[]>()
      for (const { table } of drawn.units) {
        const there = await session.tableExists(table.name)
        const names = Object.keys(table.columns)
        const rows = there ? await readRows(session, table, names, { reserved: true }) : []
        all.set(
          table.name,
          rows.map((row) => row.map((cell) => cell ?? 'NULL').join(' | ')),
        )
      }
      return all
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function loadStep(
  warehouse: WarehouseShape,
  engine: Engine,
  { units, at, accept, fails }: Load,
  lookupMemory: number | null,
) {
  const plan = planUnits(unitGraph(warehouse), {
    kinds: new Set(['dimension', 'fact']),
    select: units,
    exclude: [],
  })
  const result = await loadUnits({
    warehouse,
    plan,
    connections: {
      warehouse: async () => engine,
      source: async (name) => {
        throw new DefinitionError('bad-drawing', `Nothing is read from ${name} here: sources are drawn.`)
      },
      [Symbol.asyncDispose]: async () => undefined,
    },
    software: 'typeline/testing',
    command: 'load',
    executionTime: at === null ? null : canonical(at),
    acceptShrink: accept.includes('--accept-shrink'),
    acceptDeletes: accept.includes('--accept-deletes'),
    lookupMemory,
    signal: new AbortController().signal,
    listener: () => undefined,
  })
  for (const unit of result.units) judge(unit, fails.get(unit.unit))
  const stranger = [...fails.keys()].find((name) => !result.units.some(({ unit }) => unit === name))
  if (stranger !== undefined) throw new DefinitionError('bad-drawing', `fails ${stranger}: this load does not load it.`)
  return result
}

/** Windows go by the source's own clock and SQL, which a drawing has not. */
function refuseWindows(units: readonly UnitDefinition[]): void {
  const windowed = units.find((unit) => windowOf(unit) !== null)
  if (windowed === undefined) return
  const { kind, name } = windowed
  const test =
    kind === 'fact'
      ? `its lookups and measures as rebuilt: play([{ ...${name}, refresh: rebuild() }], …)`
      : `what its rows do to members as read whole: play([{ ...${name}, read: full }], …)`
  throw new DefinitionError(
    'bad-drawing',
    `${name} reads its source by windows, which a story cannot draw. Test ${test}.`,
  )
}

/** A failure must be drawn, and what is drawn must fail. */
function judge(result: UnitResult, code: string | undefined): void {
  const error = 'error' in result ? result.error : undefined
  const met = error instanceof TypelineError ? error.code : result.status === 'done' ? undefined : result.status
  if (met === code) return
  if (code !== undefined) {
    throw new AssertionError({ message: `${result.unit} was to fail with ${code}, and ended ${met ?? 'done'}.` })
  }
  const why = error instanceof Error ? error.message : result.status
  throw new AssertionError({ message: `${result.unit} was not loaded (${met}): ${why}` })
}

function canonical(at: string): string {
  const moment = at.length === 10 ? `${at} 00:00:00` : drawnMoment(at)
  const [whole = '', fraction = ''] = moment.split('.')
  return `${whole}.${fraction.padEnd(6, '0')}`
}

/** Rejects are compared, so no share of them fails a unit that does not say so itself. */
function warehouseOf(units: readonly UnitDefinition[], url: string): WarehouseShape {
  const dimensions = units.filter((unit): unit is DimensionShape => unit.kind === 'dimension')
  const facts = units.filter((unit): unit is FactShape => unit.kind === 'fact')
  return {
    sources: {},
    warehouse: url,
    log: { directory: '', level: 'silent', keep: '1 day' },
    dimensions: { units: dimensions, toggles: {} },
    facts: { units: facts, toggles: {} },
    rejects: { warn: 1, fail: 1 },
    queue: queueShape(),
    schedules: {},
  }
}

import type { Engine, Session } from '../../../loader/engine/index.ts'
import { DatabaseError } from '../../../loader/errors/index.ts'
import { loadUnit, type UnitOutcome } from '../../../loader/load/index.ts'
import { beginRun, finishRun } from '../../../loader/log/index.ts'
import type { UnitDefinition } from '../../../loader/model/index.ts'
import type { TestEngine } from '../../servers/index.ts'
import { makeWorld, type World } from '../world/world.ts'
import { type Death, dyingEngine } from './dying-engine.ts'

/** How one load of a unit ended, and how many rows of its source it has read. */
export interface Loaded extends UnitOutcome {
  readonly rowsRead: number
}

export interface ResumeOptions {
  readonly batchRows?: number
  /** Of the loader's process. */
  readonly death?: Death
  /** In place of the source. */
  readonly source?: Engine
  readonly signal?: AbortSignal
  readonly fullRefresh?: boolean
  /** Key ranges that are loaded at once. */
  readonly ranges?: number
}

/** A world whose loads may die, and whose source counts what is read of it. */
export interface ResumeWorld extends AsyncDisposable {
  readonly world: World
  load(unit: UnitDefinition, options?: ResumeOptions): Promise<Loaded>
  /** What a reader of the log is told of the unit's last load, without what counts runs. */
  rejects(unit: string): Promise<readonly string[]>
}

/** Source and warehouse are of the engine under test: a source compares and orders in its own way. */
export async function makeResumeWorld(engine: TestEngine): Promise<ResumeWorld> {
  const world = await makeWorld(engine, engine)
  return {
    world,
    load: (unit, options) => load(world, unit, options),
    rejects: async (unit) => {
      const rows = await world.query(
        `SELECT reason, row_key, row_json, kept FROM etl_reject WHERE unit = '${unit}' AND unit_number = (SELECT MAX(unit_number) FROM etl_unit_run WHERE unit = '${unit}') ORDER BY reason, row_json`,
      )
      return rows.map((row) => row.join(' | ').replace(/"(member_key|inserted_run|updated_run)":\d+/g, '"$1":…')).sort()
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  }
}

async function load(world: World, unit: UnitDefinition, options: ResumeOptions = {}): Promise<Loaded> {
  const { death, batchRows = 4, source = world.origin, fullRefresh = false, ranges } = options
  const warehouse = death === undefined ? world.warehouse : dyingEngine(world.warehouse, death)
  const run = await beginRun(world.log, { software: 'test', executionTime: '2024-06-01 00:00:00.000000' })
  const counted = countingEngine(source)
  const outcome = await loadUnit(unit, {
    warehouse,
    source: async () => counted.engine,
    log: { engine: warehouse, clock: world.log.clock },
    run,
    signal: options.signal ?? new AbortController().signal,
    progress: () => undefined,
    acceptShrink: false,
    fullRefresh,
    rejects: { warn: 1, fail: 1 },
    batchRows,
    ...(ranges === undefined ? {} : { ranges }),
  })
  if (death === undefined) await finishRun(world.log, run, 'done')
  return { ...outcome, rowsRead: counted.rows() }
}

function countingEngine(engine: Engine): { readonly engine: Engine; rows(): number } {
  let rows = 0
  const counting = withRead(engine, async function* <B extends Piece>(batches: AsyncIterable<B>) {
    for await (const batch of batches) {
      rows += batch.length
      yield batch
    }
  })
  return { engine: counting, rows: () => rows }
}

/** What a source gives at once, as values or as a block. */
interface Piece {
  readonly length: number
}
type Through = <B extends Piece>(batches: AsyncIterable<B>) => AsyncIterable<B>

function withRead(engine: Engine, read: Through): Engine {
  const wrapped = (session: Session): Session =>
    new Proxy(session, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        if (typeof name === 'symbol') return () => member.apply(target)
        if (name === 'read' || name === 'readBlocks')
          return (...args: Parameters<Session['read']>) => read(member.apply(target, args) as AsyncIterable<Piece>)
        return (...args: readonly unknown[]) => member.apply(target, args)
      },
    })
  return {
    dialect: engine.dialect,
    capabilities: engine.capabilities,
    place: engine.place,
    connect: async (options) => wrapped(await engine.connect(options)),
    [Symbol.asyncDispose]: async () => undefined,
  }
}

/** A source whose connection is cut off behind some rows. */
export function cutOff(engine: Engine, after: number): Engine {
  return withRead(engine, async function* <B extends Piece>(batches: AsyncIterable<B>) {
    let rows = 0
    for await (const batch of batches) {
      rows += batch.length
      if (rows > after) throw new DatabaseError('connection-lost', 'The source was cut off.', { transient: true })
      yield batch
    }
  })
}

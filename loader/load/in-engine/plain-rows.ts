import type { Engine, ReadOptions, Session } from '../../engine/index.ts'
import type { RoleMisses, UnitOwner } from '../../log/index.ts'
import type { ExtractedBatch } from '../extract/extracted-batch.ts'
import type { FactParts } from '../fact/fact-parts.ts'
import { clearTables } from '../star/clear-tables.ts'
import { workingTable } from '../star/working-table.ts'
import { noCounts } from '../unit-counts.ts'
import { type PlainFact, plainFact } from './plain-fact.ts'
import { stageSource } from './stage-source.ts'
import { whyByRows } from './why-by-rows.ts'

/** Rows that one statement has made, with how their lookups ended. */
interface Made {
  readonly rows: number
  readonly rest: number
  readonly misses: Readonly<Record<string, RoleMisses>>
}

/** A row found more than one version: the dimension is not in order, and what is made of it row by row shall be loaded. */
class NotOneVersion extends Error {}

/** The rows of a fact's source in a table of the warehouse, those that are plain loaded in one batch with its marker; the rest has to travel. */
export class PlainRows implements AsyncDisposable {
  readonly #owner: UnitOwner
  readonly #table: string
  readonly #statement: string
  readonly #made: Made

  private constructor(owner: UnitOwner, table: string, statement: string, made: Made) {
    this.#owner = owner
    this.#table = table
    this.#statement = statement
    this.#made = made
  }

  /** How many rows are not loaded. */
  get rest(): number {
    return this.#made.rest
  }

  /** Of the rows that are loaded. */
  get misses(): Made['misses'] {
    return this.#made.misses
  }

  /** Null where all rows travel, and nothing is loaded. */
  static async load(parts: FactParts): Promise<PlainRows | null> {
    const { fact, columns, layout, owner, context, reading, state, progress } = parts
    const { described } = state
    if (reading !== null || described === null || whyByRows(fact, context) !== null) return null
    const session = await owner.session()
    if (!session.capabilities.joinsFasterThanRows) return null
    const staged = new Map(described.map((column) => [column.name, column]))
    const plain = plainFact(fact, columns, layout, staged, session.dialect)
    if (plain === null) return null
    const table = workingTable(fact.table.name, owner.number, 's')
    const rows = await stageSource(fact, table, owner, context, described)
    if (rows === null) return null
    try {
      const made = rows === 0 ? nothing(plain, 0) : await commitPlain(parts, plain, table, rows)
      progress.countLookups(() => ({ misses: made.misses, inferred: 0 }))
      state.counts.read += made.rows
      state.counts.new += made.rows
      context.progress({ unit: fact.name, phase: 'reading', read: state.counts.read, sent: state.counts.new })
      return new PlainRows(owner, table, plain.readRest(table), made)
    } catch (error) {
      if (error instanceof NotOneVersion) return new PlainRows(owner, table, plain.readAll(table), nothing(plain, rows))
      await clearTables(owner, [table])
      throw error
    }
  }

  /** The rows that are not loaded, on a session of their own. */
  async *rows(warehouse: Engine, options: ReadOptions): AsyncGenerator<ExtractedBatch, void, undefined> {
    await using session = await warehouse.connect(options)
    for await (const rows of session.read(this.#statement, options)) {
      yield { read: rows.length, rows, rejects: [], rejected: [] }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await clearTables(this.#owner, [this.#table])
  }
}

/** No batch where there is no row, or where all of them travel. */
function nothing(plain: PlainFact, rest: number): Made {
  return { rows: 0, rest, misses: missesOf(plain, [], []) }
}

async function commitPlain(parts: FactParts, plain: PlainFact, stage: string, rows: number): Promise<Made> {
  const { owner, progress, tables, context } = parts
  const counts = ({ rows }: Made) => ({ ...noCounts(), read: rows, new: rows })
  const made = await owner.commit(
    (made: Made) => {
      progress.countLookups(() => ({ misses: made.misses, inferred: 0 }))
      return progress.batch({ rows: made.rows, counts: counts(made), rejects: [], key: null, found: [], misses: [] })
    },
    async (session) => {
      const insert = plain.insert(stage, tables.stage, progress.run)
      const loaded = await session.execute(insert, { signal: context.signal })
      const [counted] = await session.query(plain.countRest(stage), { signal: context.signal })
      const rest = Number(counted?.[0])
      if (loaded + rest !== rows) throw new NotOneVersion()
      return { rows: loaded, rest, misses: await countMisses(session, plain, stage, tables.stage) }
    },
  )
  progress.batchIsIn(null)
  return made
}

async function countMisses(session: Session, plain: PlainFact, stage: string, target: string): Promise<Made['misses']> {
  const [reserved = []] = await session.query(plain.countReserved(target))
  const statement = plain.countBeforeFirst(stage)
  const [before = []] = statement === null ? [] : await session.query(statement)
  return missesOf(plain, reserved.slice(1).map(Number), before.map(Number))
}

/** Of each role the rows with Unknown and with Not applicable, and those that the first version answered. */
function missesOf({ roles }: PlainFact, reserved: readonly number[], before: readonly number[]): Made['misses'] {
  return Object.fromEntries(
    roles.map((role, at) => {
      const [missing = 0, notApplicable = 0] = reserved.slice(at * 2)
      return [role, { missing, notApplicable, error: 0, beforeFirst: before[at] ?? 0 }]
    }),
  )
}

import type { Engine, Session } from '../../engine/index.ts'
import { allotKeys, hasCode, isConflict, lockKeys, type Run, retry } from '../../log/index.ts'
import { type DimensionShape, keyColumn, naturalColumns } from '../../model/index.ts'
import type { Cells, ColumnShape } from '../../schema/index.ts'
import { reservedMembers } from '../reserved-members.ts'
import { namedColumns } from '../star/named-columns.ts'
import type { IndexKey } from './member-index.ts'
import { readIndex } from './read-index.ts'
import type { LookupIndex } from './role.ts'

/** Members that are missing: natural keys by what the index knows them by. */
export type MissingMembers = Map<IndexKey, Cells>

export interface InferringOptions {
  readonly warehouse: Engine
  readonly run: Run
  readonly signal: AbortSignal
  /** Reads an index again; default: all of the table. */
  readonly readAgain?: typeof readIndex
}

/**
 * Makes members that lookups miss (KIMBALL.md, Inferred member), each in a small transaction of its own before the rows that name them: under the
 * lock of the dimension's keys the dimension is read again if anybody else inserted, and only what is still missing is inserted. Safe to repeat.
 */
export class Inferring implements AsyncDisposable {
  readonly #options: InferringOptions
  #session: Session | null = null
  /** Members made so far. */
  made = 0

  constructor(options: InferringOptions) {
    this.#options = options
  }

  /** Makes them and puts them into the index, with members that others made meanwhile. */
  async make(dimension: DimensionShape, index: LookupIndex, missing: MissingMembers): Promise<void> {
    if (missing.size === 0) return
    const { signal } = this.#options
    // A COMMIT of unknown outcome too: what is in is found when it is read again.
    const again = (error: unknown) => isConflict(error) || hasCode(error, 'connection-lost', 'commit-unknown')
    const done = await retry({ attempts: 30, pause: 10, longest: 500, signal, again }, () =>
      this.#attempt(dimension, index, missing),
    )
    Object.assign(index, done.index)
    for (const [key, surrogate] of done.keys) index.inferred.set(key, surrogate)
    this.made += done.keys.size
  }

  async #attempt(dimension: DimensionShape, index: LookupIndex, missing: MissingMembers): Promise<Made> {
    const { warehouse, signal } = this.#options
    this.#session ??= await warehouse.connect({ signal })
    const session = this.#session
    try {
      return await session.transaction(() => this.#insert(session, dimension, index, missing))
    } catch (error) {
      if (!isConflict(error)) await this[Symbol.asyncDispose]()
      throw error
    }
  }

  async #insert(
    session: Session,
    dimension: DimensionShape,
    index: LookupIndex,
    missing: MissingMembers,
  ): Promise<Made> {
    const { run, signal, readAgain = readIndex } = this.#options
    const { table } = dimension
    const locks = await lockKeys(session, table.name)
    const alone = locks === (index.locks ?? -1) + 1
    const { members, versions } = alone ? index : await readAgain(session, table, signal)
    const rest = [...missing].filter(([key]) => members.find(key) < 0)
    const key = table.columns[keyColumn(table) ?? ''] as ColumnShape
    const { first } = await allotKeys(session, table.name, rest.length, key)
    const target = { table: table.name, columns: namedColumns(table) }
    const row = inferredRow(dimension, reservedMembers(dimension, run.id, session.capabilities)[0] ?? [])
    if (rest.length > 0) {
      const rows = rest.map(([, parts], at) => row(first + at, parts))
      await session.bulkLoad(target, [rows], { signal })
    }
    return { index: { members, versions, locks }, keys: new Map(rest.map(([name], at) => [name, first + at])) }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const session = this.#session
    this.#session = null
    await session?.[Symbol.asyncDispose]()
  }
}

interface Made {
  readonly index: Pick<LookupIndex, 'members' | 'versions' | 'locks'>
  readonly keys: ReadonlyMap<IndexKey, number>
}

/** A row like Unknown's, with a key and a natural key of its own. */
function inferredRow({ table }: DimensionShape, unknown: Cells): (key: number, parts: Cells) => Cells {
  const natural = naturalColumns(table)
  const columns = namedColumns(table)
  return (key, parts) =>
    columns.map(({ name, column }, at) => {
      if (column.purpose === 'key') return key
      if (column.purpose === 'natural') return parts[natural.indexOf(name)] ?? null
      return column.purpose === 'inferred' ? true : (unknown[at] ?? null)
    })
}

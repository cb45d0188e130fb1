import { makeTable, type Session, type TablePlan } from '../../engine/index.ts'
import type { UnitOwner } from '../../log/index.ts'
import type { FactShape } from '../../model/index.ts'
import { factPlan } from '../star/table-plan.ts'
import { workingTable } from '../star/working-table.ts'
import type { FactColumns } from './fact-columns.ts'

/** The tables of one rebuild, named after its owner's number; made as they are needed. */
export class StageTables {
  readonly stage: string
  readonly overflow: string
  readonly conflicts: string
  readonly #owner: UnitOwner
  readonly #fact: FactShape
  readonly #columns: FactColumns
  #overflowed = false
  #overflowing: Promise<void> | null = null
  #keyed = false
  #missingIndexes: FactShape['table']['indexes']

  constructor(owner: UnitOwner, fact: FactShape, columns: FactColumns) {
    this.#owner = owner
    this.#fact = fact
    this.#columns = columns
    this.#missingIndexes = fact.table.indexes
    this.stage = workingTable(fact.table.name, owner.number)
    this.overflow = workingTable(fact.table.name, owner.number, 'd')
    this.conflicts = workingTable(fact.table.name, owner.number, 'c')
  }

  get overflowed(): boolean {
    return this.#overflowed
  }

  /** The stage had its primary key when this process began to load into it, and refuses grains that it holds. Else `settleDuplicates` adds it, where tables carry any. */
  get keyed(): boolean {
    return this.#keyed
  }

  /** Secondary indexes that the stage has not got. */
  get missingIndexes(): FactShape['table']['indexes'] {
    return this.#missingIndexes
  }

  /** No secondary indexes yet, and no primary key where it can come later: they are added at once when all rows are in. */
  async makeStage(): Promise<void> {
    const { dialect, capabilities } = await this.#owner.session()
    this.#keyed = capabilities.indexes && dialect.addPrimaryKey === null
    const { columns, primaryKey = [] } = factPlan(this.#fact.table)
    await this.#make({ name: this.stage, columns, ...(this.#keyed ? { primaryKey } : {}) })
  }

  /** Takes the tables of an interrupted load, which bear this owner's number by now. */
  async goOn(): Promise<void> {
    const session = await this.#owner.session()
    this.#overflowed = await session.tableExists(this.overflow)
    // It may have been interrupted between key, indexes and swap.
    const there = await session.tableIndexes(this.stage)
    this.#keyed = there.some(({ primary }) => primary)
    const isThere = (columns: readonly string[]) =>
      there.some((index) => !index.primary && index.columns.join() === columns.join())
    this.#missingIndexes = this.#missingIndexes.filter((columns) => !isThere(columns))
  }

  /** Rows of the stage, and of the overflow if it is asked for; null where there is no stage. */
  async count(session: Session, withOverflow: boolean): Promise<number | null> {
    if (!(await session.tableExists(this.stage))) return null
    const counted =
      withOverflow && (await session.tableExists(this.overflow)) ? [this.stage, this.overflow] : [this.stage]
    let rows = 0
    for (const table of counted) rows += await countRows(session, table)
    return rows
  }

  async drop(): Promise<void> {
    const session = await this.#owner.session()
    for (const table of [this.stage, this.overflow]) await session.execute(session.dialect.dropTable(table))
  }

  /** Rows whose grain was met before, with what puts them in order; no keys. */
  async makeOverflow(): Promise<void> {
    if (this.#overflowed) return
    const plan = { name: this.overflow, columns: [...this.#columns.table, ...this.#columns.order] }
    // Several ranges may ask at once.
    this.#overflowing ??= this.#make(plan)
    await this.#overflowing
    this.#overflowed = true
  }

  async makeConflicts(): Promise<void> {
    const grain = this.#columns.table.filter(({ name }) => this.#fact.table.grain.includes(name))
    await this.#make({ name: this.conflicts, columns: grain, primaryKey: this.#fact.table.grain })
  }

  async #make(plan: TablePlan): Promise<void> {
    const session = await this.#owner.session()
    await makeTable(session, plan)
  }
}

async function countRows(session: Session, table: string): Promise<number> {
  const rows = await session.query(`SELECT COUNT(*) FROM ${session.dialect.quote(table)}`)
  return Number(rows[0]?.[0])
}

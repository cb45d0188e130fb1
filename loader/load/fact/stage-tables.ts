import { makeTable, type TablePlan } from '../../engine/index.ts'
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

  constructor(owner: UnitOwner, fact: FactShape, columns: FactColumns) {
    this.#owner = owner
    this.#fact = fact
    this.#columns = columns
    this.stage = workingTable(fact.table.name, owner.number)
    this.overflow = workingTable(fact.table.name, owner.number, 'd')
    this.conflicts = workingTable(fact.table.name, owner.number, 'c')
  }

  get overflowed(): boolean {
    return this.#overflowed
  }

  /** The grain as primary key, but no secondary indexes yet: they are added at once when all rows are in. */
  async makeStage(): Promise<void> {
    const { columns, primaryKey = [] } = factPlan(this.#fact.table)
    await this.#make({ name: this.stage, columns, primaryKey })
  }

  /** Rows whose grain was met before, with what puts them in order; no keys. */
  async makeOverflow(): Promise<void> {
    if (this.#overflowed) return
    await this.#make({ name: this.overflow, columns: [...this.#columns.table, ...this.#columns.order] })
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

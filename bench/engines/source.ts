import type { Engine } from '../../loader/engine/index.ts'
import type { Cells } from '../../loader/schema/index.ts'
import { codedLines, lineRows, numberedLines, orderLines } from '../workload/order-lines.ts'
import { customers, people } from '../workload/people.ts'
import type { Sizes } from '../workload/sizes.ts'
import type { SourceTable } from '../workload/source-table.ts'
import { productRows, products, storeRows, stores } from '../workload/things.ts'
import { fillSource } from './fill-source.ts'

/** Fills tables of a server's source database when a measure first needs them. */
export class Source {
  readonly #engine: Engine
  readonly #sizes: Sizes
  readonly #time: string
  readonly #filled = new Set<string>()

  /** `time`: the engine's type of a moment in whole seconds. */
  constructor(engine: Engine, sizes: Sizes, time: string) {
    this.#engine = engine
    this.#sizes = sizes
    this.#time = time
  }

  async things(): Promise<void> {
    await this.fill(customers, () => people(this.#sizes.customers))
    await this.fill(products, () => productRows(this.#sizes.products))
    await this.fill(stores, () => storeRows(this.#sizes.stores))
  }

  async lines(): Promise<void> {
    await this.fill(orderLines, () => lineRows(this.#sizes.lines, this.#sizes))
  }

  async coded(): Promise<void> {
    await this.fill(codedLines, () => lineRows(this.#sizes.lines, this.#sizes, { coded: true }))
  }

  async numbered(): Promise<void> {
    await this.fill(numberedLines, () => lineRows(this.#sizes.lines, this.#sizes, { changeNo: 1 }))
  }

  async fill(table: SourceTable, rows: () => Iterable<Cells>): Promise<void> {
    if (this.#filled.has(table.name)) return
    await fillSource(this.#engine, table, rows(), this.#time)
    this.#filled.add(table.name)
  }
}

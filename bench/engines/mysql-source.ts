import type { Cells } from '../../loader/schema/index.ts'
import { codedLines, lineRows, numberedLines, orderLines } from '../workload/order-lines.ts'
import { customers, people } from '../workload/people.ts'
import type { SourceTable } from '../workload/source-table.ts'
import { productRows, products, storeRows, stores } from '../workload/things.ts'
import { fillSource } from './fill-source.ts'
import type { MysqlPlace } from './mysql-place.ts'

/** Fills tables of the source when a measure first needs them. */
export class MysqlSource {
  readonly #place: MysqlPlace
  readonly #filled = new Set<string>()

  constructor(place: MysqlPlace) {
    this.#place = place
  }

  async things(): Promise<void> {
    const { sizes } = this.#place
    await this.fill(customers, () => people(sizes.customers))
    await this.fill(products, () => productRows(sizes.products))
    await this.fill(stores, () => storeRows(sizes.stores))
  }

  async lines(): Promise<void> {
    const { sizes } = this.#place
    await this.fill(orderLines, () => lineRows(sizes.lines, sizes))
  }

  async coded(): Promise<void> {
    const { sizes } = this.#place
    await this.fill(codedLines, () => lineRows(sizes.lines, sizes, { coded: true }))
  }

  async numbered(): Promise<void> {
    const { sizes } = this.#place
    await this.fill(numberedLines, () => lineRows(sizes.lines, sizes, { changeNo: 1 }))
  }

  async fill(table: SourceTable, rows: () => Iterable<Cells>): Promise<void> {
    if (this.#filled.has(table.name)) return
    await fillSource(this.#place.sourceEngine, table, rows(), 'DATETIME')
    this.#filled.add(table.name)
  }
}

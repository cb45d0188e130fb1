import { databases } from '../engines/databases.ts'
import { addToSource } from '../engines/fill-source.ts'
import type { MysqlPlace } from '../engines/mysql-place.ts'
import type { Source } from '../engines/source.ts'
import { lineRows, linesOfOrder, numberedLines } from '../workload/order-lines.ts'
import type { Measure } from './measure.ts'

/** A load of what is new (5 %) and changed (1 %) since the last one, against reading everything anew; both of a fact with four indexes. */
export function mysqlIncremental(place: MysqlPlace, source: Source): Measure {
  const { lines } = place.sizes
  const table = `${databases.source}.${numberedLines.name}`
  const added = Math.ceil(lines / 20)
  const changed = Math.ceil(lines / 100)

  /** New orders after the last one, and every so-manieth line with another quantity. */
  async function goOn(): Promise<void> {
    const greatest = async (column: string) => Number(await place.raw.cell(`SELECT MAX(${column}) FROM ${table}`))
    const [order, change] = [await greatest('order_id'), await greatest('change_no')]
    const options = { firstOrder: order + 1, changeNo: change + 1 }
    await addToSource(place.sourceEngine, numberedLines, lineRows(added, place.sizes, options))
    const step = Math.max(1, Math.floor(lines / linesOfOrder / changed))
    await place.raw.run(
      `UPDATE ${table} SET quantity = quantity + 1, change_no = ${change + added + 1} WHERE line_no = 1 AND order_id % ${step} = 0 LIMIT ${changed}`,
      `ANALYZE TABLE ${table}`,
    )
  }

  return {
    name: 'fact-incremental',
    minimum: 1 / 0.3,
    target: 5,
    against: 'its rebuild',
    rows: added + changed,
    async prepare() {
      await source.things()
      await source.numbered()
      await place.load(['date', 'customer', 'product', 'store', 'sale_numbered'])
    },
    limit: () => place.load(['sale_numbered'], { fullRefresh: true }),
    async loader() {
      await goOn()
      return await place.load(['sale_numbered'])
    },
  }
}

import { join } from 'node:path'
import type { MysqlPlace } from '../engines/mysql-place.ts'
import { timed } from '../engines/place.ts'
import { writeReadyRows } from '../engines/ready-rows.ts'
import type { Source } from '../engines/source.ts'
import type { Measure } from './measure.ts'

const limitTable = 'ready_rows'
const dimensions = ['date', 'customer', 'product', 'store']

/** A fact rebuilt while its former table is live, against one LOAD DATA LOCAL of the rows that came of it into an empty table of the same definition. */
export function mysqlRebuild(
  place: MysqlPlace,
  source: Source,
  { name, unit, minimum, target }: Pick<Measure, 'name' | 'minimum' | 'target'> & { readonly unit: string },
): Measure {
  const file = join(place.folder, `${unit}.tsv`)
  const table = `${unit}_fact`
  return {
    name,
    minimum,
    target,
    against: 'one LOAD DATA LOCAL of ready-made rows',
    rows: place.sizes.lines,
    async prepare() {
      await source.things()
      await source.lines()
      await place.load([...dimensions, unit])
      await writeReadyRows(place.warehouseEngine, `SELECT * FROM ${table} ORDER BY order_id, line_no`, file)
    },
    async limit() {
      await place.raw.run(`DROP TABLE IF EXISTS ${limitTable}`, `CREATE TABLE ${limitTable} LIKE ${table}`)
      const took = await timed(() => place.raw.loadFile(limitTable, file))
      await place.raw.run(`DROP TABLE ${limitTable}`)
      return took
    },
    loader: () => place.load([unit]),
  }
}

import type { Session } from '../loader/engine/index.ts'
import type { Cells } from '../loader/schema/index.ts'
import {
  lineRows,
  type MarketplaceSize,
  orderRows,
  productRows,
  profileRows,
  schoolRows,
  userRows,
} from './marketplace-rows.ts'
import { marketplaceTables as tables } from './marketplace-tables.ts'

export interface MadeTable {
  readonly table: string
  readonly rows: number
}

/** Fills the sample marketplace anew, or, with `ifMissing`, only where its last table is not there yet (then returns null). */
export async function makeMarketplace(
  session: Session,
  size: MarketplaceSize & { readonly ifMissing?: boolean },
): Promise<readonly MadeTable[] | null> {
  const plan = [
    { table: tables.schools, rows: schoolRows(size) },
    { table: tables.users, rows: userRows(size) },
    { table: tables.profiles, rows: profileRows(size) },
    { table: tables.products, rows: productRows(size) },
    { table: tables.orders, rows: orderRows(size) },
    // Last, so that its presence tells a finished marketplace.
    { table: tables.lines, rows: lineRows(size) },
  ]
  if (size.ifMissing && (await session.tableExists(tables.lines.name))) return null
  for (const { table } of plan.toReversed()) {
    if (await session.tableExists(table.name)) await session.execute(session.dialect.dropTable(table.name))
  }
  const made: MadeTable[] = []
  for (const { table, rows } of plan) {
    const filling = `${table.name}__filling`
    if (await session.tableExists(filling)) await session.execute(session.dialect.dropTable(filling))
    for (const statement of session.dialect.createTable({ ...table, name: filling })) await session.execute(statement)
    const { loaded } = await session.bulkLoad({ table: filling, columns: table.columns }, batches(rows))
    await session.execute(session.dialect.renameTable(filling, table.name))
    made.push({ table: table.name, rows: loaded })
  }
  return made
}

function* batches(rows: Iterable<Cells>, size = 4096): Generator<readonly Cells[]> {
  let batch: Cells[] = []
  for (const row of rows) {
    batch.push(row)
    if (batch.length === size) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

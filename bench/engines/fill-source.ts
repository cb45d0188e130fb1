import type { Engine } from '../../loader/engine/index.ts'
import type { Cells } from '../../loader/schema/index.ts'
import { type SourceTable, tableDdl } from '../workload/source-table.ts'

const rowsAtOnce = 4096

/** Makes a table of the source and fills it. `time`: the engine's type of a moment in whole seconds. */
export async function fillSource(
  engine: Engine,
  table: SourceTable,
  rows: Iterable<Cells>,
  time: string,
): Promise<void> {
  await using session = await engine.connect()
  await session.execute(`DROP TABLE IF EXISTS ${table.name}`)
  const [create = '', ...indexes] = tableDdl(table, time)
  await session.execute(create)
  await session.bulkLoad({ table: table.name, columns: table.columns }, inBatches(rows))
  for (const index of indexes) await session.execute(index)
}

/** Adds rows to a table of the source. */
export async function addToSource(engine: Engine, table: SourceTable, rows: Iterable<Cells>): Promise<void> {
  await using session = await engine.connect()
  await session.bulkLoad({ table: table.name, columns: table.columns }, inBatches(rows))
}

function* inBatches(rows: Iterable<Cells>): Generator<readonly Cells[], void, undefined> {
  let batch: Cells[] = []
  for (const row of rows) {
    batch.push(row)
    if (batch.length < rowsAtOnce) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

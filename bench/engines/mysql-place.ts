import { type Engine, openEngine } from '../../loader/engine/index.ts'
import { load, type Manner } from '../loader/load.ts'
import type { Sizes } from '../workload/sizes.ts'
import { databases } from './databases.ts'
import { RawMysql } from './mysql.ts'
import type { Place } from './place.ts'

/** What measures of MariaDB and MySQL work with. */
export interface MysqlPlace extends Place {
  /** Connected to the warehouse. */
  readonly raw: RawMysql
  /** The loader's own engine, to fill the source. */
  readonly sourceEngine: Engine
  readonly warehouseEngine: Engine
}

/** Makes both databases anew on a server, hands them over, drops them. `server`: a URL without a database. */
export async function onMysql(
  server: string,
  sizes: Sizes,
  folder: string,
  manner: Manner,
  work: (place: MysqlPlace) => Promise<void>,
): Promise<void> {
  const names = Object.values(databases)
  await using admin = await RawMysql.open(server)
  for (const name of names)
    await admin.run(`DROP DATABASE IF EXISTS ${name}`, `CREATE DATABASE ${name} CHARACTER SET utf8mb4`)
  try {
    const [source, warehouse] = [`${server}/${databases.source}`, `${server}/${databases.warehouse}`]
    await using raw = await RawMysql.open(warehouse)
    await using sourceEngine = await openEngine(source)
    await using warehouseEngine = await openEngine(warehouse)
    const loads = (select: readonly string[], options = {}) => load({ source, warehouse, select, ...options }, manner)
    await work({ source, warehouse, sizes, folder, raw, sourceEngine, warehouseEngine, load: loads })
  } finally {
    for (const name of names) await admin.run(`DROP DATABASE IF EXISTS ${name}`)
  }
}

import type { Session } from '../loader/engine/index.ts'
import { batches } from './batches.ts'
import { marketplace } from './marketplace.ts'
import type { World } from './world.ts'

export interface MadeTable {
  readonly table: string
  readonly rows: number
}

/** Makes the sample marketplace anew, in the place of one that is there. */
export async function makeMarketplace(session: Session, world: World): Promise<readonly MadeTable[]> {
  for (const { plan } of marketplace.toReversed()) await session.execute(session.dialect.dropTable(plan.name))
  const made: MadeTable[] = []
  for (const { plan, indexes, rows } of marketplace) {
    const filling = `${plan.name}__filling`
    await session.execute(session.dialect.dropTable(filling))
    for (const statement of session.dialect.createTable({ ...plan, name: filling })) await session.execute(statement)
    const { loaded } = await session.bulkLoad({ table: filling, columns: plan.columns }, batches(rows(world)))
    await session.execute(session.dialect.renameTable(filling, plan.name))
    for (const statement of session.dialect.addIndexes(plan.name, indexes)) await session.execute(statement)
    made.push({ table: plan.name, rows: loaded })
  }
  return made
}

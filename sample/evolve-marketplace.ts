import type { Session } from '../loader/engine/index.ts'
import { batches } from './batches.ts'
import { type Difference, difference } from './difference.ts'
import { marketplace } from './marketplace.ts'
import type { SampleTable } from './sample-table.ts'
import type { World } from './world.ts'

export interface EvolvedTable extends Pick<Difference, 'added' | 'changed' | 'removed'> {
  readonly table: string
}

/** Moves a marketplace from one day to a later one, in one transaction. Tables that stay as they are do not count. */
export async function evolveMarketplace(session: Session, from: World, to: World): Promise<readonly EvolvedTable[]> {
  const moves = marketplace
    .map((table) => ({ table, step: difference(table.rows(from), table.rows(to), table.about) }))
    .filter(({ step }) => step.added + step.changed + step.removed > 0)
  // Made before the transaction: on MySQL a new table would end it.
  for (const { table } of moves) await makeStage(session, table)
  await session.transaction(async () => {
    for (const { table, step } of moves) {
      const { name, columns } = table.plan
      const keys = columns.slice(0, table.about)
      await session.bulkLoad({ table: stageOf(table), columns: keys }, batches(step.away))
      const names = keys.map((column) => column.name)
      await session.execute(session.dialect.deleteMatching(name, stageOf(table), names))
      await session.bulkLoad({ table: name, columns }, batches(step.fresh))
    }
  })
  for (const { table } of moves) await session.execute(session.dialect.dropTable(stageOf(table)))
  return moves.map(({ table, step: { added, changed, removed } }) => ({
    table: table.plan.name,
    added,
    changed,
    removed,
  }))
}

async function makeStage(session: Session, table: SampleTable): Promise<void> {
  const columns = table.plan.columns.slice(0, table.about)
  // One may be left of an evolve that was interrupted.
  await session.execute(session.dialect.dropTable(stageOf(table)))
  for (const statement of session.dialect.createTable({ name: stageOf(table), columns })) {
    await session.execute(statement)
  }
}

function stageOf({ plan }: SampleTable): string {
  return `${plan.name}__moving`
}

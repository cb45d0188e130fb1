import type { Marker, UnitOwner } from '../../log/index.ts'
import type { FactShape } from '../../model/index.ts'
import { point } from '../fault-point.ts'
import { clearTables } from '../star/clear-tables.ts'
import { publishPlan } from '../star/publish-plan.ts'
import { swapBetweenMarkers } from '../star/swap.ts'

/** Puts the rebuilt table in the live one's place, with the unit's marker (see `publishPlan`). */
export async function publishFact(
  owner: UnitOwner,
  { table }: FactShape,
  outcome: Omit<Extract<Marker, { readonly kind: 'unit' | 'publishing' }>, 'kind'>,
  signal: AbortSignal,
): Promise<void> {
  const session = await owner.session()
  const { transactionalDdl } = session.capabilities
  const plan = publishPlan(session.dialect, transactionalDdl, table, owner.number)
  for (const statement of plan.prepare) await session.execute(statement, { signal })
  signal.throwIfAborted()
  if (transactionalDdl) {
    await owner.commit({ kind: 'unit', ...outcome }, async (writing) => {
      point('fact.publish.before-swap')
      for (const statement of plan.withMarker) await writing.execute(statement)
      point('fact.publish.after-swap')
    })
  } else {
    await owner.commit({ kind: 'publishing', ...outcome }, async () => point('fact.publish.before-publishing'))
    point('fact.publish.before-swap')
    await swapBetweenMarkers(owner, table.name, plan.betweenMarkers, signal)
    point('fact.publish.after-swap')
    await owner.commit({ kind: 'published' }, async () => undefined)
  }
  point('fact.publish.after-marker')
  await clearTables(owner, plan.clear)
}

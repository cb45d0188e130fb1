import type { Session } from '../../engine/index.ts'
import type { Marker, UnitOwner } from '../../log/index.ts'
import type { FactShape } from '../../model/index.ts'
import { clearTables } from '../star/clear-tables.ts'
import { publishPlan } from '../star/publish-plan.ts'
import { swapBetweenMarkers } from '../star/swap.ts'

/** The misses of a load: to be kept no later than its rows are seen, the former ones to be forgotten no sooner. */
export interface KeptOnPublish {
  keep(session: Session): Promise<void>
  forget(session: Session): Promise<void>
}

/** Puts the rebuilt table in the live one's place, with the unit's marker (see `publishPlan`). `indexes`: those that it lacks. */
export async function publishFact(
  owner: UnitOwner,
  { table }: FactShape,
  indexes: FactShape['table']['indexes'],
  outcome: Omit<Extract<Marker, { readonly kind: 'unit' | 'publishing' }>, 'kind'>,
  misses: KeptOnPublish | null,
  signal: AbortSignal,
): Promise<void> {
  const session = await owner.session()
  const { transactionalDdl } = session.capabilities
  const plan = publishPlan(session.dialect, transactionalDdl, { name: table.name, indexes }, owner.number)
  for (const statement of plan.prepare) await session.execute(statement, { signal })
  signal.throwIfAborted()
  if (transactionalDdl) {
    await owner.commit({ kind: 'unit', ...outcome }, async (writing) => {
      for (const statement of plan.withMarker) await writing.execute(statement)
      await misses?.keep(writing)
      await misses?.forget(writing)
    })
  } else {
    await owner.commit({ kind: 'publishing', ...outcome }, async (writing) => await misses?.keep(writing))
    await swapBetweenMarkers(owner, table.name, plan.betweenMarkers, signal)
    await owner.commit({ kind: 'published' }, async (writing) => await misses?.forget(writing))
  }
  await clearTables(owner, plan.clear)
}

import type { Marker, UnitOwner } from '../../log/index.ts'
import type { FactShape } from '../../model/index.ts'
import { clearTables } from '../star/clear-tables.ts'
import type { KeptOnPublish } from './publish-fact.ts'

/** Puts the stage's rows into the live table, an incremental fact's in the place of those of their grain, together with the unit's marker and watermark. */
export async function publishStage(
  owner: UnitOwner,
  { table, refresh }: FactShape,
  stage: string,
  outcome: Omit<Extract<Marker, { readonly kind: 'unit' | 'publishing' }>, 'kind'>,
  misses: KeptOnPublish | null,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted()
  await owner.commit({ kind: 'unit', ...outcome }, async (session) => {
    const { dialect } = session
    if (outcome.counts.overwritten > 0 && refresh.mode === 'incremental')
      await session.execute(dialect.deleteMatching(table.name, stage, table.grain))
    if (outcome.counts.new + outcome.counts.overwritten > 0)
      await session.execute(dialect.insertFromStage(table.name, stage, Object.keys(table.columns)))
    await misses?.keep(session)
    await misses?.forget(session)
  })
  await clearTables(owner, [stage])
}

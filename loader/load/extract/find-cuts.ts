import type { Engine } from '../../engine/index.ts'
import type { UnitDefinition } from '../../model/index.ts'
import { boundsOf } from './around-query.ts'
import { keyOrder } from './key-order.ts'
import { type CutOptions, cutsOf } from './key-range.ts'

/** Asks a source for its least and greatest key, once, and says where to cut; none where the key's first column is no whole number. */
export async function findCuts(
  unit: UnitDefinition,
  engine: Engine,
  options: CutOptions,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const [first] = keyOrder(unit) ?? []
  const { sql } = unit.source
  if (first === undefined || sql === undefined || !('parts' in sql)) return []
  if (first.kind !== 'integer' && first.kind !== 'bigint') return []
  await using session = await engine.connect({ signal })
  const statement = session.dialect.render(boundsOf(sql, session.dialect, first.name))
  const [bounds = []] = await session.query(statement, { signal })
  const [least, greatest] = bounds.map((bound) => (bound === null ? '' : String(bound)))
  // A decimal that is declared as a whole number may have digits behind its point: conform tells of that.
  if (least === undefined || greatest === undefined || ![least, greatest].every((text) => /^-?\d+$/.test(text)))
    return []
  return cutsOf(BigInt(least), BigInt(greatest), options)
}

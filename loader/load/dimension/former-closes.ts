import type { Session } from '../../engine/index.ts'
import { closingTimes } from '../../log/index.ts'
import type { DimensionShape } from '../../model/index.ts'

/**
 * The ends that earlier loads of a dimension have set by its deletes, in the text of its history: they tell a closed member from one that the
 * source has ended. Undefined where deletes are ignored.
 */
export async function formerCloses(
  session: Session,
  { name, table, deletes, effectiveTo }: DimensionShape,
): Promise<ReadonlySet<string> | undefined> {
  if (deletes === 'ignore') return undefined
  if (effectiveTo === undefined) return new Set()
  const times = await closingTimes(session, name)
  return new Set(table.history === 'day' ? times.map((time) => time.slice(0, 10)) : times)
}

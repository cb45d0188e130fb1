import type { Capabilities, Session } from '../../engine/index.ts'
import { allotKeys, type UnitOwner } from '../../log/index.ts'
import { chunked } from '../chunked.ts'
import type { LoadContext } from '../context.ts'
import { bounds } from '../history/bounds.ts'
import { namedColumns } from '../star/named-columns.ts'
import type { LoadState } from '../unit-state.ts'
import { dimensionChanges } from './dimension-changes.ts'
import type { DimensionLoad } from './dimension-load.ts'
import { heedChanges } from './heed-changes.ts'
import type { Members } from './members.ts'
import { refuseInserted } from './members-inserted.ts'
import { NewMembers } from './new-members.ts'
import { versionRow } from './version-row.ts'

/**
 * Whether a dimension may be published while it is read. No other is looked up in the meantime, keys are allotted, and whoever inserts members beside this load waits for
 * it rather than fails.
 */
export function mayPublishWhileRead(
  { dimension, references, windowed }: DimensionLoad,
  { waitsForRowLocks }: Capabilities,
): boolean {
  return references === null && windowed === null && dimension.smartKey === undefined && waitsForRowLocks
}

/**
 * Publishes the first load of a dimension: in one transaction its source is read to the end and new members are loaded as they come. `locks`: `keyLocks` before the dimension was read.
 * `next`: takes the next rows of the source to `members`; false: there are none. Throws MembersInserted, what was sent taken back.
 */
export async function publishWhileRead(
  load: DimensionLoad,
  owner: UnitOwner,
  context: LoadContext,
  members: Members,
  locks: number,
  next: () => Promise<boolean>,
  state: LoadState,
): Promise<void> {
  const { dimension, columns, rules } = load
  const { run, signal } = context
  const { table } = dimension
  const target = { table: table.name, columns: namedColumns(table) }
  const row = versionRow(target.columns, columns, bounds(table.history).openEnd, run.id)
  let begun = false
  const marker = () => ({ kind: 'unit' as const, counts: state.counts, notes: state.notes, rejects: state.rejects })
  await owner.commit(marker, async (session) => {
    if (begun) members.takeBackAll()
    await refuseInserted(session, table.name, locks)
    const { first } = await allotKeys(session, table.name, 0, columns.key.column)
    const sending = new NewMembers(members, rules, row, first, columns.key.column.kind)
    if (!begun) {
      begun = true
      await session.bulkLoad(target, sending.rows(next), { signal })
      await takeBack(session, load, members.takenBack)
    } else while (await next());
    const changes = await dimensionChanges(members, columns, rules, false, signal)
    const counts = { ...changes.counts, new: changes.counts.new + members.sent }
    state.rejects = changes.rejects
    heedChanges(load, context, state, { ...changes, counts }, {}, members.sent + changes.inserts.length)
    await allotKeys(session, table.name, sending.sent + changes.inserts.length, columns.key.column)
    const rows = chunked(changes.inserts, ({ member, version }, at) =>
      row({ key: first + sending.sent + at, natural: member.natural, version }),
    )
    if (changes.inserts.length > 0) await session.bulkLoad(target, rows, { signal })
  })
}

const keysAtOnce = 1000

/** Deletes versions that the running transaction has inserted too early. */
async function takeBack(
  session: Session,
  { dimension, columns }: DimensionLoad,
  keys: readonly number[],
): Promise<void> {
  const { dialect } = session
  const statement = `DELETE FROM ${dialect.quote(dimension.table.name)} WHERE ${dialect.quote(columns.key.name)} IN `
  for (let start = 0; start < keys.length; start += keysAtOnce)
    await session.execute(`${statement}(${keys.slice(start, start + keysAtOnce).join(', ')})`)
}

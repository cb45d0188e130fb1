import type { RowBlock, Session } from '../../engine/index.ts'
import { keyLocks, type UnitOwner } from '../../log/index.ts'
import type { RawRow } from '../../schema/index.ts'
import type { LoadContext } from '../context.ts'
import type { LoadState } from '../unit-state.ts'
import { dimensionChanges } from './dimension-changes.ts'
import { type DimensionLoad, extractRows } from './dimension-load.ts'
import { factsBehind } from './facts-behind.ts'
import { attempts, heedChanges } from './heed-changes.ts'
import { Members } from './members.ts'
import { MembersInserted } from './members-inserted.ts'
import type { PairingMemory } from './pairing-memory.ts'
import { publishDimension } from './publish-dimension.ts'
import { readVersions } from './read-versions.ts'
import { sameAsStored } from './same-as-stored.ts'
import { together } from './together.ts'

/**
 * Pairs all source rows and all versions in memory, by a hash of the natural key; of a source that goes by windows, the rows of the window and the versions of its
 * members. Throws BeyondMemory, having written nothing, when they need more.
 */
export async function pairInMemory(
  load: DimensionLoad,
  reading: Session,
  owner: UnitOwner,
  context: LoadContext,
  memory: PairingMemory,
  state: LoadState,
): Promise<void> {
  const { dimension, columns, layout, limits, references, rules, stored, windowed } = load
  const { run, sample, facts = [] } = context
  const isPart = windowed !== null && windowed.last !== null
  const comparison = sameAsStored(dimension, columns, layout, limits, rules, stored)
  const members = new Members({ dimension, columns, layout, limits, references, stored, same: comparison })
  const readTable = async (session: Session, signal: AbortSignal): Promise<number> => {
    // Before the rows: whoever inserts after this number is told by it.
    const locks = await keyLocks(session, dimension.table.name)
    const keys = isPart ? members.inSource.map(({ natural }) => natural) : null
    memory.versions.forget()
    const add = (rows: readonly RawRow[] | RowBlock): void => {
      if ('cell' in rows) memory.versions.addBlock(rows)
      else for (const row of rows) memory.versions.add(row)
      memory.heed(members.unchanged)
      members.addStored(rows)
    }
    await readVersions(session, dimension, columns, stored, keys, add, signal)
    return locks
  }
  if (sample !== undefined) members.keepAll()
  const tableIsRead = Promise.withResolvers<void>()
  const readSource = async (signal: AbortSignal): Promise<void> => {
    // The source's query runs meanwhile; a row that meets what is stored of its member need not be kept.
    const begin = isPart ? null : tableIsRead.promise
    for await (const batch of extractRows(load, context, signal, { begin, blocks: comparison !== null })) {
      for (const row of batch.rows) memory.rows.add(row)
      if (batch.block !== undefined) memory.rows.addBlock(batch.block)
      members.add(batch)
      memory.heed(members.unchanged)
      state.counts.read = members.read
      context.progress({ unit: dimension.name, phase: 'reading', read: members.read, sent: 0 })
    }
  }
  // Whose versions are needed is known when the window has been read.
  if (isPart) await readSource(context.signal)
  let [locks] = isPart
    ? [await readTable(reading, context.signal)]
    : await together(context.signal, (signal) => readTable(reading, signal).finally(tableIsRead.resolve), readSource)
  for (let attempt = 1; ; attempt++) {
    const smart = dimension.smartKey !== undefined
    const changes = await dimensionChanges(members, columns, rules, smart, context.signal)
    state.rejects = changes.rejects
    const behind = await factsBehind(reading, dimension, facts, members, changes)
    const sent = changes.inserts.length + changes.updates.length + changes.movedOnto.length
    heedChanges(load, context, state, changes, behind, sent)
    const { notes } = state
    const readTo = windowed?.readTo ?? null
    const { signal } = context
    try {
      await publishDimension(owner, { dimension, columns, changes, notes, readTo, locks, run, signal })
      return
    } catch (error) {
      if (!(error instanceof MembersInserted) || attempt === attempts) throw error
      members.forgetVersions()
      locks = await readTable(reading, signal)
    }
  }
}

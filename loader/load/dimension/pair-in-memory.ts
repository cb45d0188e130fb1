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
import { mayPublishWhileRead, publishWhileRead } from './publish-while-read.ts'
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
      memory.heed(members.unchanged + members.sent)
      members.addStored(rows)
    }
    await readVersions(session, dimension, columns, stored, keys, add, signal)
    return locks
  }
  if (sample !== undefined) members.keepAll()
  const tableRead = Promise.withResolvers<number>()
  // Told by who reads the table; until then it must not count as unhandled.
  tableRead.promise.catch(() => undefined)
  let published = false
  const readSource = async (signal: AbortSignal): Promise<void> => {
    const batches = extractRows(load, context, signal, { blocks: comparison === null ? null : 'kept' })
    let first: ReturnType<typeof batches.next> | null = batches.next()
    // Told when its turn comes.
    first.catch(() => undefined)
    // What has broken off may still wait for rows when others are asked for; a source that has failed would say at its next call that it is done.
    let taking = Promise.resolve(true)
    const take = async (): Promise<boolean> => {
      const { value: batch, done } = await (first ?? batches.next())
      first = null
      if (done === true) return false
      // The source's query runs meanwhile; a row that meets what is stored of its member need not be kept.
      if (!isPart) await tableRead.promise
      for (const row of batch.rows) memory.rows.add(row)
      if (batch.block !== undefined) memory.rows.addBlock(batch.block)
      members.add(batch)
      memory.heed(members.unchanged + members.sent)
      state.counts.read = members.read
      context.progress({ unit: dimension.name, phase: 'reading', read: members.read, sent: members.sent })
      return true
    }
    const next = (): Promise<boolean> => {
      taking = taking.then(take)
      return taking
    }
    try {
      if (!isPart && mayPublishWhileRead(load, context.warehouse.capabilities)) {
        const locks = await tableRead.promise
        if (members.isFirst) published = await publishFirst(locks, next)
      }
      while (!published && (await next()));
    } finally {
      await batches.return()
    }
  }
  const publishFirst = async (locks: number, next: () => Promise<boolean>): Promise<boolean> => {
    try {
      await publishWhileRead(load, owner, context, members, locks, next, state)
      return true
    } catch (error) {
      if (!(error instanceof MembersInserted)) throw error
      return false
    }
  }
  // Whose versions are needed is known when the window has been read.
  if (isPart) await readSource(context.signal)
  const readFirst = async (signal: AbortSignal): Promise<number> => {
    const read = readTable(reading, signal)
    read.then(tableRead.resolve, tableRead.reject)
    return await read
  }
  let [locks] = isPart
    ? [await readTable(reading, context.signal)]
    : await together(context.signal, readFirst, readSource)
  if (published) return
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

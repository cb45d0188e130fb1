import { keyLocks, takeKeys, type UnitOwner } from '../../../log/index.ts'
import type { LoadContext } from '../../context.ts'
import type { LoadState } from '../../unit-state.ts'
import { dimensionChanges } from '../dimension-changes.ts'
import type { DimensionLoad } from '../dimension-load.ts'
import { factsBehind } from '../facts-behind.ts'
import { attempts, heedChanges } from '../heed-changes.ts'
import { MembersInserted, refuseInserted } from '../members-inserted.ts'
import { MemberPart, memberParts } from './member-part.ts'
import { SourceRows } from './source-rows.ts'
import { SpilledChanges } from './spilled-changes.ts'
import { SpilledRejects } from './spilled-rejects.ts'
import { StagedRows } from './staged-rows.ts'
import { TotalChanges } from './total-changes.ts'

/** Of the memory for pairing: what is made of a part's rows, and the batches that are on their way, take as much again several times. */
const shareOfPart = 8
const leastBytes = 8000
/** Members that are done with soon are collected cheaply, whatever memory there is; larger parts made a load no faster. */
const mostBytes = 4 * 2 ** 20

/**
 * Pairs a dimension that does not fit in memory: its source rows go to a temporary table, one ordered read of them and of the dimension gives member after member,
 * and what changes is spilled until all of it is published in one transaction (docs/decisions/0015-lookup-memory.md).
 */
export async function mergeMembers(
  load: DimensionLoad,
  owner: UnitOwner,
  context: LoadContext,
  memory: number,
  state: LoadState,
): Promise<void> {
  const { dimension, columns, stored, rules, windowed } = load
  const { warehouse, run, signal, facts = [] } = context
  const { table } = dimension
  await using sorting = await warehouse.connect({ signal })
  await using spilling = await warehouse.connect({ signal })
  const rejects = await SpilledRejects.open(spilling, signal)
  const rows = new StagedRows(sorting, columns)
  const source = new SourceRows(load, context.sample !== undefined, rejects)
  await rows.fill(source.cells(context, state), signal)
  const ofSource = rejects.count
  const bytes = Math.min(mostBytes, Math.max(memory / shareOfPart, leastBytes))
  // Counted alone, to tell how much would have sufficed.
  const { versions } = source.memory
  const smart = dimension.smartKey !== undefined
  for (let attempt = 1; ; attempt++) {
    const locks = await keyLocks(sorting, table.name)
    const shared = smart ? await rows.sharedKeys(table.name, signal) : new Set<number>()
    const spilled = await SpilledChanges.open({ owner, dimension, columns, run, signal })
    versions.forget()
    const total = new TotalChanges(source.read, ofSource)
    const ordered = rows.ordered(table.name, stored, signal)
    const newPart = () => new MemberPart(shared, source.nobodyGone)
    for await (const part of memberParts(ordered, stored, columns.natural.length, bytes, versions, newPart)) {
      const changes = await dimensionChanges(part, columns, rules, smart, signal)
      total.add(changes, await factsBehind(spilling, dimension, facts, part, changes))
      await spilled.add(changes)
      await rejects.add(changes.rejects)
    }
    state.rejects = rejects.first
    source.memory.heed(total.counts.unchanged)
    state.notes.overMemory = { dimensions: [dimension.name], bytes: source.memory.bytes }
    heedChanges(load, context, state, total, total.behind, total.sent)
    const { inserts } = spilled
    const { first } =
      inserts === 0 || smart
        ? { first: 0 }
        : await takeKeys(await owner.session(), table.name, inserts, columns.key.column)
    const readTo = windowed?.readTo ?? null
    const { counts, notes } = state
    const told = rejects.count === 0 ? [] : await rejects.all()
    const marker = { kind: 'unit' as const, counts, notes, rejects: told, ...(readTo === null ? {} : { readTo }) }
    try {
      await owner.commit(marker, async (session) => {
        if (inserts > 0) await refuseInserted(session, table.name, locks)
        await spilled.apply(session, first)
      })
      await spilled.clear()
      return
    } catch (error) {
      if (!(error instanceof MembersInserted) || attempt === attempts) throw error
      await rejects.forgetFrom(ofSource)
    }
  }
}

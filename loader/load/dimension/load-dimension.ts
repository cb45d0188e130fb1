import type { Session } from '../../engine/index.ts'
import { keyLocks, lastDefinition, type UnitNotes, type UnitOwner } from '../../log/index.ts'
import { type DimensionShape, windowOf } from '../../model/index.ts'
import type { LoadContext } from '../context.ts'
import { extract } from '../extract/extract.ts'
import { sourceLayout } from '../extract/source-layout.ts'
import { WindowReading } from '../extract/window-reading.ts'
import { heedRejects } from '../reject-limits.ts'
import { assertSum } from '../unit-counts.ts'
import type { LoadState } from '../unit-state.ts'
import { addedAttributes } from './added-attributes.ts'
import { conformMember } from './conform-member.ts'
import { guardDeletes } from './delete-guard.ts'
import { type DimensionChanges, dimensionChanges } from './dimension-changes.ts'
import { factsBehind } from './facts-behind.ts'
import { formerCloses } from './former-closes.ts'
import { memberColumns, memberRules } from './member-columns.ts'
import { Members } from './members.ts'
import { MembersInserted, publishDimension } from './publish-dimension.ts'
import { readVersions } from './read-versions.ts'
import { References } from './references.ts'
import { sameAsStored } from './same-as-stored.ts'
import { storedVersions } from './stored-versions.ts'
import { together } from './together.ts'

const attempts = 5

/**
 * Loads a dimension: all source rows and all versions in memory, paired by a hash of the natural key; a pure function a member; what changed in one
 * publishing transaction with the unit's marker (ARCHITECTURE.md, How a unit loads). Of a source that goes by windows, the rows of the window and the
 * versions of its members.
 */
export async function loadDimension(
  dimension: DimensionShape,
  owner: UnitOwner,
  context: LoadContext,
  state: LoadState,
): Promise<void> {
  const { warehouse, run, fullRefresh = false } = context
  const limits = warehouse.capabilities
  const layout = sourceLayout(dimension)
  const columns = memberColumns(dimension, layout)
  await using reading = await warehouse.connect({ signal: context.signal })
  const closes = await formerCloses(reading, dimension)
  const added = addedAttributes(dimension, await lastDefinition(reading, dimension.name))
  const window = windowOf(dimension)
  // An attribute that was added has a value for each member (KIMBALL.md, A type-2 attribute added later).
  const anew = fullRefresh || added.size > 0
  const windowed = window === null ? undefined : await WindowReading.open(reading, dimension, window, anew)
  const isPart = windowed !== undefined && windowed.last !== null
  await using references = await References.read(dimension, columns, layout, reading, context)
  const same = references?.sameMembers(columns)
  const rules = memberRules(dimension, columns, layout, run.executionTime, closes, added, same)
  const stored = storedVersions(dimension, columns, limits)
  const comparison = sameAsStored(dimension, columns, layout, limits, rules, stored)
  const members = new Members({ dimension, columns, layout, limits, references, stored, same: comparison })
  const fits = conformMember(dimension, columns, layout, limits, null)
  const readTable = async (session: Session, signal: AbortSignal): Promise<number> => {
    // Before the rows: whoever inserts after this number is told by it.
    const locks = await keyLocks(session, dimension.table.name)
    const keys = isPart ? members.inSource.map(({ natural }) => natural) : null
    await readVersions(session, dimension, columns, stored, keys, (row) => members.addStored(row), signal)
    return locks
  }
  const { source, sample } = context
  if (sample !== undefined) members.keepAll()
  const parts = { source, limits, sample, ...(windowed === undefined ? {} : { reading: windowed }) }
  const tableIsRead = Promise.withResolvers<void>()
  const readSource = async (signal: AbortSignal): Promise<void> => {
    for await (const batch of extract(dimension, layout, { ...parts, signal })) {
      // The source's query runs meanwhile; a row that meets what is stored of its member need not be kept.
      if (!isPart) await tableIsRead.promise
      windowed?.count(batch.read)
      await references?.infer(batch.rows, (raw) => 'cells' in fits(raw, 0))
      members.add(batch)
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
    Object.assign(state, { counts: changes.counts, rejects: changes.rejects })
    tellChanges(state.notes, changes, references)
    const behind = await factsBehind(reading, dimension, context.facts ?? [], members, changes)
    delete state.notes.behind
    if (Object.keys(behind).length > 0) state.notes.behind = behind
    assertSum(dimension.name, changes.counts)
    state.warned = heedRejects(dimension.name, changes.counts, dimension.rejects ?? context.rejects)
    if (context.acceptDeletes !== true) guardDeletes(dimension, { read: members.read, ...changes })
    const sent = changes.inserts.length + changes.updates.length + changes.movedOnto.length
    context.progress({ unit: dimension.name, phase: 'publishing', read: members.read, sent })
    context.signal.throwIfAborted()
    try {
      await publishDimension(owner, {
        dimension,
        columns,
        changes,
        notes: state.notes,
        readTo: windowed?.readTo ?? null,
        locks,
        run,
        signal: context.signal,
      })
      return
    } catch (error) {
      if (!(error instanceof MembersInserted) || attempt === attempts) throw error
      members.forgetVersions()
      locks = await readTable(reading, context.signal)
    }
  }
}

/** What is not 0 is told. */
function tellChanges(
  notes: UnitNotes,
  { spliced, closed, reopened, filled }: DimensionChanges,
  references: References | null,
): void {
  notes.spliced = spliced
  notes.misses = references?.misses ?? {}
  const inferred = references?.inferred ?? 0
  for (const [name, count] of Object.entries({ closed, reopened, filled, inferred })) {
    const note = name as 'closed' | 'reopened' | 'filled' | 'inferred'
    if (count > 0) notes[note] = count
    else delete notes[note]
  }
}

import {
  forgetMisses,
  type Interrupted,
  lastChanges,
  publishMisses,
  type Run,
  type UnitOwner,
} from '../../log/index.ts'
import { type FactShape, windowOf } from '../../model/index.ts'
import type { LoadContext } from '../context.ts'
import { sourceLayout } from '../extract/source-layout.ts'
import { heedRejects } from '../reject-limits.ts'
import { clearTables } from '../star/clear-tables.ts'
import { assertSum } from '../unit-counts.ts'
import type { LoadState } from '../unit-state.ts'
import { factColumns } from './fact-columns.ts'
import { FactProgress } from './fact-progress.ts'
import { FactReading } from './fact-reading.ts'
import { LiveRows } from './live-rows.ts'
import { type KeptOnPublish, publishFact } from './publish-fact.ts'
import { publishStage } from './publish-stage.ts'
import { readIntoStage } from './read-into-stage.ts'
import { type Resumed, resumeFact } from './resume-fact.ts'
import type { Basis } from './resume-point.ts'
import { guardShrink } from './shrink-guard.ts'
import { sortOut } from './sort-out.ts'
import { StageTables } from './stage-tables.ts'

/**
 * Loads a fact into a table beside the live one and publishes it: as the new live table, or, of a window, its rows by grain (ARCHITECTURE.md, How a unit
 * loads). Reading, looking up and loading overlap; the writer sets the pace; never more than a batch is in memory. Goes on where the load of another
 * process was interrupted, if there is one that it can go on with.
 */
export async function loadFact(
  fact: FactShape,
  owner: UnitOwner,
  context: LoadContext,
  interrupted: Interrupted | null,
  state: LoadState,
): Promise<void> {
  const { warehouse, run, signal, log } = context
  const limits = warehouse.capabilities
  const layout = sourceLayout(fact)
  const columns = factColumns(fact, layout)
  const window = windowOf(fact)
  const reading = window === null ? null : await FactReading.open(fact, window, layout, limits, context)
  const whole = reading?.whole ?? true
  await using live = whole ? new LiveRows(warehouse, fact.table.name, signal) : null
  const tables = new StageTables(owner, fact, columns)
  const basis = await readBasis(fact, reading, owner)
  const resumed = await resumeFact(interrupted, { fact, owner, tables, basis, now: log.clock.now() }, state.notes)
  if (resumed === null) await tables.makeStage()
  else goOn(resumed, reading, state)
  const progress = new FactProgress({
    run: resumed?.point.run ?? run.id,
    basis,
    point: resumed?.point ?? null,
    batch: resumed?.load.batch ?? 0,
    window: () => reading?.window ?? null,
  })
  const parts = { fact, owner, context, state, layout, columns, reading, tables, progress }
  const loaded = progress.settled === undefined ? await readIntoStage(parts) : state.counts.new
  context.progress({ unit: fact.name, phase: 'publishing', read: state.counts.read, sent: loaded })
  state.notes.misses = progress.misses
  const kept = await sortOut(parts, loaded, whole)
  assertSum(fact.name, state.counts)
  state.warned = heedRejects(fact.name, state.counts, fact.rejects ?? context.rejects)
  if (live !== null && !context.acceptShrink) guardShrink(fact, await live.count(), kept)
  const readTo = reading?.readTo ?? null
  const outcome = { counts: state.counts, notes: state.notes, rejects: [], ...(readTo === null ? {} : { readTo }) }
  const misses = reading === null ? null : missesOf(fact, run)
  if (whole) await publishFact(owner, fact, tables.missingIndexes, outcome, misses, signal)
  else await publishStage(owner, fact, tables.stage, outcome, misses, signal)
  if (tables.overflowed) await clearTables(owner, [tables.overflow, tables.conflicts])
}

/** What must not have changed when another process goes on with this load. */
async function readBasis(fact: FactShape, reading: FactReading | null, owner: UnitOwner): Promise<Basis> {
  const dimensions = Object.values(fact.lookups).map(({ dimension }) => dimension.name)
  return { last: reading?.last ?? null, dimensions: await lastChanges(await owner.session(), dimensions) }
}

function goOn({ load, point }: Resumed, reading: FactReading | null, state: LoadState): void {
  reading?.goOn(point.window, point.key !== null, point.found)
  state.counts = { ...load.counts, new: load.rows }
  if (point.inferred > 0) state.notes.inferred = point.inferred
}

function missesOf({ name }: FactShape, run: Run): KeptOnPublish {
  return {
    keep: (session) => publishMisses(session, name, run.id),
    forget: (session) => forgetMisses(session, name, run.id),
  }
}

import type { Session } from '../../engine/index.ts'
import { forgetMisses, keepMisses, type Run, type UnitOwner } from '../../log/index.ts'
import { type FactShape, windowOf } from '../../model/index.ts'
import type { LoadContext } from '../context.ts'
import { ahead } from '../extract/ahead.ts'
import { type ExtractedBatch, extract } from '../extract/extract.ts'
import { sourceLayout } from '../extract/source-layout.ts'
import { Inferring } from '../lookup/inferring.ts'
import { readIndexToInfer } from '../lookup/read-index.ts'
import type { LookupIndex } from '../lookup/role.ts'
import { heedRejects } from '../reject-limits.ts'
import { clearTables } from '../star/clear-tables.ts'
import { assertSum } from '../unit-counts.ts'
import type { LoadState } from '../unit-state.ts'
import type { ResolvedChunk } from './batch.ts'
import { type Compared, compareWithLive } from './compare-with-live.ts'
import { factColumns } from './fact-columns.ts'
import { FactReading } from './fact-reading.ts'
import { FactResolver } from './fact-resolver.ts'
import { LiveRows } from './live-rows.ts'
import { batchRows, loadBatches } from './load-batches.ts'
import { type KeptOnPublish, publishFact } from './publish-fact.ts'
import { publishStage } from './publish-stage.ts'
import { settleDuplicates } from './settle-duplicates.ts'
import { guardShrink } from './shrink-guard.ts'
import { StageTables } from './stage-tables.ts'

/** Chunks of the reader that wait for the writer at most. */
const chunksAhead = 4
const chunkRows = 4096

/**
 * Loads a fact into a table beside the live one and publishes it: as the new live table, or, of a window, its rows by grain (ARCHITECTURE.md, How a unit
 * loads). Reading, looking up and loading overlap; the writer sets the pace; never more than a batch is in memory.
 */
export async function loadFact(
  fact: FactShape,
  owner: UnitOwner,
  context: LoadContext,
  state: LoadState,
): Promise<void> {
  const { warehouse, run, signal } = context
  const limits = warehouse.capabilities
  const layout = sourceLayout(fact)
  const columns = factColumns(fact, layout)
  const window = windowOf(fact)
  const reading = window === null ? undefined : await FactReading.open(fact, window, layout, limits, context)
  const whole = reading?.whole ?? true
  await using live = whole ? new LiveRows(warehouse, fact.table.name, signal) : null
  const indexes = await readIndexes(fact, context)
  const index = (table: string): LookupIndex => indexes.get(table) as LookupIndex
  const resolver = new FactResolver({
    fact,
    columns,
    layout,
    limits,
    index,
    run: run.id,
    misses: reading?.misses ?? null,
  })
  const tables = new StageTables(owner, fact, columns)
  await tables.makeStage()

  // What is read ahead of a load that failed must not be waited for.
  const stop = new AbortController()
  const rowsOfBatch = context.batchRows ?? batchRows
  const options = {
    source: context.source,
    limits,
    signal: AbortSignal.any([signal, stop.signal]),
    batchRows: Math.min(chunkRows, rowsOfBatch),
    sample: context.sample,
    ...(reading === undefined ? {} : { reading }),
  }
  const read = extract(fact, layout, options)
  const extracted = ahead(reading?.watch(read) ?? read, chunksAhead)
  await using inferring = new Inferring({ warehouse, run, signal })
  const infer = async (batch: ExtractedBatch): Promise<void> => {
    for (const [dimension, missing] of resolver.wanted(batch))
      await inferring.make(dimension, index(dimension.table.name), missing)
    if (inferring.made > 0) state.notes.inferred = inferring.made
  }
  const pipeline = resolved(extracted, resolver, infer, (read, sent) =>
    context.progress({ unit: fact.name, phase: 'reading', read, sent }),
  )
  let loaded: number
  try {
    loaded = await loadBatches(pipeline, {
      owner,
      tables,
      columns,
      state,
      signal,
      batchRows: context.batchRows ?? batchRows,
    })
  } finally {
    stop.abort()
    await pipeline.return()
  }

  const { counts } = state
  context.progress({ unit: fact.name, phase: 'publishing', read: counts.read, sent: loaded })
  const rejectLimits = fact.rejects ?? context.rejects
  const mostRejects = rejectLimits.fail * counts.read - counts.rejected
  const settled = await settleDuplicates(owner, fact, columns, tables, loaded, mostRejects)
  const compared = whole
    ? { ...nothingCompared, new: settled.kept }
    : await compareWithLive(owner, fact, columns, tables, settled.kept, mostRejects - settled.rejected)
  const rejects = [...settled.rejects, ...compared.rejects]
  state.rejects = rejects
  state.counts = {
    ...counts,
    new: compared.new,
    overwritten: compared.overwritten,
    unchanged: compared.unchanged,
    duplicate: settled.duplicate,
    superseded: settled.superseded,
    rejected: counts.rejected + settled.rejected + compared.rejected,
  }
  state.notes.misses = resolver.misses
  assertSum(fact.name, state.counts)
  state.warned = heedRejects(fact.name, state.counts, rejectLimits)
  if (live !== null && !context.acceptShrink) guardShrink(fact, await live.count(), settled.kept)
  const readTo = reading?.readTo ?? null
  const outcome = { counts: state.counts, notes: state.notes, rejects, ...(readTo === null ? {} : { readTo }) }
  const misses = reading === undefined ? null : missesOf(fact, reading, run)
  if (whole) await publishFact(owner, fact, outcome, misses, signal)
  else await publishStage(owner, fact, tables.stage, outcome, misses, signal)
  if (tables.overflowed) await clearTables(owner, [tables.overflow, tables.conflicts])
}

const nothingCompared: Compared = { new: 0, overwritten: 0, unchanged: 0, rejects: [], rejected: 0 }

function missesOf({ name }: FactShape, { misses }: FactReading, run: Run): KeptOnPublish {
  return {
    keep: (session) => keepMisses(session, name, run, misses?.all ?? []),
    forget: (session) => forgetMisses(session, name, run),
  }
}

/** One index for each looked-up dimension, however many roles it has. */
async function readIndexes(
  fact: FactShape,
  { warehouse, signal }: LoadContext,
): Promise<ReadonlyMap<string, LookupIndex>> {
  await using session: Session = await warehouse.connect({ signal })
  const indexes = new Map<string, LookupIndex>()
  for (const { dimension } of Object.values(fact.lookups)) {
    const { table } = dimension
    if (indexes.has(table.name)) continue
    indexes.set(table.name, await readIndexToInfer(session, table, signal))
  }
  return indexes
}

async function* resolved(
  batches: AsyncIterable<ExtractedBatch>,
  resolver: FactResolver,
  infer: (batch: ExtractedBatch) => Promise<void>,
  tell: (read: number, sent: number) => void,
): AsyncGenerator<ResolvedChunk, void, undefined> {
  let read = 0
  let sent = 0
  for await (const batch of batches) {
    await infer(batch)
    const chunk = resolver.resolve(batch)
    read += chunk.read
    sent += chunk.rows.length
    tell(read, sent)
    yield chunk
  }
}

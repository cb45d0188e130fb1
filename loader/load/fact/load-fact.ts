import type { Session } from '../../engine/index.ts'
import type { UnitOwner } from '../../log/index.ts'
import type { FactShape } from '../../model/index.ts'
import type { LoadContext } from '../context.ts'
import { ahead } from '../extract/ahead.ts'
import { type ExtractedBatch, extract } from '../extract/extract.ts'
import { sourceLayout } from '../extract/source-layout.ts'
import { readIndex } from '../lookup/read-index.ts'
import type { LookupIndex } from '../lookup/role.ts'
import { heedRejects } from '../reject-limits.ts'
import { clearTables } from '../star/clear-tables.ts'
import { assertSum } from '../unit-counts.ts'
import type { LoadState } from '../unit-state.ts'
import type { ResolvedChunk } from './batch.ts'
import { factColumns } from './fact-columns.ts'
import { FactResolver } from './fact-resolver.ts'
import { LiveRows } from './live-rows.ts'
import { batchRows, loadBatches } from './load-batches.ts'
import { publishFact } from './publish-fact.ts'
import { RebuildTables } from './rebuild-tables.ts'
import { settleDuplicates } from './settle-duplicates.ts'
import { guardShrink } from './shrink-guard.ts'

/** Chunks of the reader that wait for the writer at most. */
const chunksAhead = 4
const chunkRows = 4096

/**
 * Rebuilds a fact beside the live table and puts it in its place (ARCHITECTURE.md, How a unit loads). Reading, looking up and loading overlap; the
 * writer sets the pace; never more than a batch is in memory.
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
  await using live = new LiveRows(warehouse, fact.table.name, signal)
  const indexes = await readIndexes(fact, context)
  const index = (table: string): LookupIndex => indexes.get(table) as LookupIndex
  const resolver = new FactResolver({ fact, columns, layout, limits, index, run: run.id })
  const tables = new RebuildTables(owner, fact, columns)
  await tables.makeShadow()

  // What is read ahead of a load that failed must not be waited for.
  const stop = new AbortController()
  const rowsOfBatch = context.batchRows ?? batchRows
  const reading = {
    source: context.source,
    limits,
    signal: AbortSignal.any([signal, stop.signal]),
    batchRows: Math.min(chunkRows, rowsOfBatch),
  }
  const extracted = ahead(extract(fact, layout, reading), chunksAhead)
  const pipeline = resolved(extracted, resolver, (read, sent) =>
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
  state.rejects = settled.rejects
  state.counts = {
    ...counts,
    new: settled.kept,
    duplicate: settled.duplicate,
    superseded: settled.superseded,
    rejected: counts.rejected + settled.rejected,
  }
  state.notes.misses = resolver.misses
  assertSum(fact.name, state.counts)
  state.warned = heedRejects(fact.name, state.counts, rejectLimits)
  if (!context.acceptShrink) guardShrink(fact, await live.count(), settled.kept)
  const outcome = { counts: state.counts, notes: state.notes, rejects: settled.rejects }
  await publishFact(owner, fact, outcome, signal)
  if (tables.overflowed) await clearTables(owner, [tables.overflow, tables.conflicts])
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
    if (!indexes.has(table.name)) indexes.set(table.name, await readIndex(session, table, signal))
  }
  return indexes
}

async function* resolved(
  batches: AsyncIterable<ExtractedBatch>,
  resolver: FactResolver,
  tell: (read: number, sent: number) => void,
): AsyncGenerator<ResolvedChunk, void, undefined> {
  let read = 0
  let sent = 0
  for await (const batch of batches) {
    const chunk = resolver.resolve(batch)
    read += chunk.read
    sent += chunk.rows.length
    tell(read, sent)
    yield chunk
  }
}

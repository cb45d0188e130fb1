import { ahead } from '../extract/ahead.ts'
import { type ExtractedBatch, extract } from '../extract/extract.ts'
import { PlainRows } from '../in-engine/plain-rows.ts'
import { Inferring } from '../lookup/inferring.ts'
import { Lookups } from '../lookup/lookups.ts'
import type { LookupIndex } from '../lookup/role.ts'
import type { ResolvedChunk } from './batch.ts'
import type { FactParts } from './fact-parts.ts'
import { FactResolver } from './fact-resolver.ts'
import { loadBatches } from './load-batches.ts'
import { sumMisses } from './sum-misses.ts'

/** Chunks of the reader that wait for the writer at most. */
const chunksAhead = 4
const chunkRows = 4096

/**
 * Brings the source's rows, or what comes after the last key of an interrupted load, into the stage: by joins where they are (`PlainRows`), and what cannot go that way, most often all,
 * row by row. Gives the rows that are loaded in all.
 */
export async function readIntoStage(parts: FactParts): Promise<number> {
  await using plain = await PlainRows.load(parts)
  return plain !== null && plain.rest === 0 ? parts.state.counts.new : await loadByRows(parts, plain)
}

/** Reads, looks up and loads by batches. */
async function loadByRows(parts: FactParts, plain: PlainRows | null): Promise<number> {
  const { fact, owner, context, state, layout, columns, reading, tables, progress } = parts
  const { warehouse, run, signal } = context
  const limits = warehouse.capabilities
  const dimensions = Object.values(fact.lookups).map(({ dimension }) => dimension)
  await using lookups = await Lookups.open(dimensions, context)
  if (lookups.over !== null) state.notes.overMemory = lookups.over
  const index = (table: string): LookupIndex => lookups.index(table)
  const misses = reading?.misses ?? null
  const resolver = new FactResolver({ fact, columns, layout, limits, index, run: progress.run, misses })
  await using inferring = new Inferring({
    ...{ warehouse, run, signal },
    readAgain: (session, table) => lookups.readAgain(session, table, signal),
  })
  progress.countLookups(() => ({
    misses: sumMisses(resolver.misses, plain?.misses ?? {}),
    inferred: inferring.made,
  }))

  // What is read ahead of a load that failed must not be waited for.
  const stop = new AbortController()
  const rowsOfBatch = context.batchRows ?? limits.rowsPerLoad
  const manner = { signal: AbortSignal.any([signal, stop.signal]), batchRows: Math.min(chunkRows, rowsOfBatch) }
  const read =
    plain?.rows(warehouse, manner) ??
    extract(fact, layout, {
      ...manner,
      source: context.source,
      limits,
      sample: context.sample,
      after: progress.key,
      ...(reading === null ? {} : { reading }),
    })
  const extracted = ahead(reading?.watch(read) ?? read, chunksAhead)
  const infer = async (batch: ExtractedBatch): Promise<void> => {
    for (const [dimension, missing] of resolver.wanted(batch))
      await inferring.make(dimension, index(dimension.table.name), missing)
    if (progress.inferred > 0) state.notes.inferred = progress.inferred
  }
  const before = { read: state.counts.read, sent: state.counts.new }
  const looking = lookups.looking(extracted, (table, rows, keys) => resolver.addKeys(table, rows, keys))
  const pipeline = resolved(looking, resolver, infer, before, (read, sent) =>
    context.progress({ unit: fact.name, phase: 'reading', read, sent }),
  )
  try {
    await loadBatches(pipeline, { owner, tables, columns, state, progress, misses, signal, batchRows: rowsOfBatch })
    return state.counts.new
  } finally {
    stop.abort()
    await pipeline.return()
  }
}

async function* resolved(
  batches: AsyncIterable<ExtractedBatch>,
  resolver: FactResolver,
  infer: (batch: ExtractedBatch) => Promise<void>,
  before: { readonly read: number; readonly sent: number },
  tell: (read: number, sent: number) => void,
): AsyncGenerator<ResolvedChunk, void, undefined> {
  let { read, sent } = before
  for await (const batch of batches) {
    await infer(batch)
    const chunk = resolver.resolve(batch)
    read += chunk.read
    sent += chunk.rows.length
    tell(read, sent)
    yield chunk
  }
}

import type { PackedRows } from '../../engine/index.ts'
import type { Turns, WritingLane } from '../../log/index.ts'
import { ahead } from '../extract/ahead.ts'
import { type ExtractedBatch, extract } from '../extract/extract.ts'
import type { KeyRange } from '../extract/key-range.ts'
import type { PlainRows } from '../in-engine/plain-rows.ts'
import type { Inferring } from '../lookup/inferring.ts'
import type { Lookups } from '../lookup/lookups.ts'
import type { LoadState } from '../unit-state.ts'
import type { ResolvedChunk } from './batch.ts'
import { FactLines } from './fact-lines.ts'
import type { FactParts } from './fact-parts.ts'
import type { FactProgress } from './fact-progress.ts'
import { FactResolver } from './fact-resolver.ts'
import { loadBatches } from './load-batches.ts'
import type { ResolverParts } from './resolver-parts.ts'
import { sumMisses } from './sum-misses.ts'

/** Chunks of the reader that wait for the writer at most. */
const chunksAhead = 4
const chunkRows = 4096

/** What the ranges of a load share. */
export interface ByRows {
  readonly parts: FactParts
  readonly lookups: Lookups
  readonly inferring: Inferring
  /** Rows that were loaded where they are; the rest of them travels. */
  readonly plain: PlainRows | null
  /** Rows that have been resolved, and those of them on their way. */
  readonly told: { read: number; sent: number }
  /** Of work that no other range does meanwhile. */
  readonly turns: Turns
}

/** One range, or the whole source where it is read in one. */
export interface RangeLoad {
  readonly owner: WritingLane
  readonly progress: FactProgress
  readonly state: Pick<LoadState, 'counts' | 'rejects'>
  readonly range: KeyRange | null
  readonly batchRows: number
  readonly signal: AbortSignal
}

/** Reads, looks up and loads by batches. */
export async function loadRange(byRows: ByRows, load: RangeLoad): Promise<void> {
  const { parts, lookups, inferring, plain, told } = byRows
  const { fact, context, columns, layout, reading, tables } = parts
  const { owner, progress, state, range, signal, batchRows } = load
  const limits = context.warehouse.capabilities
  const index = (table: string) => lookups.index(table)
  const misses = reading?.misses ?? null
  const resolving = { fact, columns, layout, limits, index, run: progress.run, misses }
  const resolver = new FactResolver(resolving)
  const lines = linesOf(byRows, resolving)
  progress.countLookups(() => ({
    misses: sumMisses(resolver.misses, plain?.misses ?? {}),
    inferred: inferring.made,
  }))

  // What is read ahead of a load that failed must not be waited for.
  const stop = new AbortController()
  const manner = { signal: AbortSignal.any([signal, stop.signal]), batchRows: Math.min(chunkRows, batchRows) }
  const read =
    plain?.rows(context.warehouse, manner) ??
    extract(fact, layout, {
      ...manner,
      source: context.source,
      limits,
      sample: context.sample,
      after: progress.key,
      range,
      blocks: lines === null ? null : 'released',
      ...(reading === null ? {} : { reading }),
    })
  const extracted = ahead(reading?.watch(read) ?? read, chunksAhead)
  const infer = (batch: ExtractedBatch): Promise<void> =>
    byRows.turns.take(async () => {
      for (const [dimension, missing] of resolver.wanted(batch))
        await inferring.make(dimension, index(dimension.table.name), missing)
      if (progress.inferred > 0) parts.state.notes.inferred = progress.inferred
    })
  const looking = lookups.looking(extracted, (table, rows, keys) => resolver.addKeys(table, rows, keys))
  const pipeline = resolved(looking, lines, resolver, infer, (chunk) => {
    told.read += chunk.read
    told.sent += chunk.rows.length + (chunk.lines?.rows ?? 0)
    context.progress({ unit: fact.name, phase: 'reading', ...told })
  })
  try {
    const beside = range !== null
    await loadBatches(pipeline, { owner, tables, columns, state, progress, misses, signal, batchRows, beside })
  } finally {
    stop.abort()
    await pipeline.return()
  }
}

/** Null where values are made of all rows: the bulk load takes no lines, or rows are looked at before they are resolved. */
function linesOf({ parts, lookups }: ByRows, resolving: ResolverParts): FactLines | null {
  const { context, columns, tables } = parts
  const { lineColumns } = context.warehouse.dialect
  if (lineColumns === null || lookups.over !== null || context.byValues === true) return null
  return new FactLines(resolving, lineColumns({ table: tables.stage, columns: [...columns.table, ...columns.order] }))
}

async function* resolved(
  batches: AsyncIterable<ExtractedBatch>,
  lines: FactLines | null,
  resolver: FactResolver,
  infer: (batch: ExtractedBatch) => Promise<void>,
  tell: (chunk: ResolvedChunk<PackedRows>) => void,
): AsyncGenerator<ResolvedChunk<PackedRows>, void, undefined> {
  for await (const extracted of batches) {
    const made = extracted.block === undefined ? undefined : lines?.make(extracted.block)
    extracted.block?.release?.()
    const batch = made === undefined ? extracted : { ...extracted, rows: made.rest }
    await infer(batch)
    const chunk = { ...resolver.resolve(batch), lines: made?.lines ?? null }
    tell(chunk)
    yield chunk
  }
}

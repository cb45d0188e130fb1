import type { Engine, Session, Statement } from '../../engine/index.ts'
import type { RejectedRow } from '../../log/index.ts'
import type { UnitDefinition } from '../../model/index.ts'
import type { Cells, RawRow } from '../../schema/index.ts'
import type { Limits } from '../conform/converter.ts'
import { maskedJson } from '../conform/masked-json.ts'
import { deriveRows } from './derive-rows.ts'
import { everyNth } from './every-nth.ts'
import type { ExtractedBatch } from './extracted-batch.ts'
import { readFiles } from './files/read-files.ts'
import type { KeyRange } from './key-range.ts'
import { type KeyedRows, keyedBlock, keyedRows, wholeRows } from './keyed-rows.ts'
import { inDeclaredOrder } from './ordered-block.ts'
import { OrderedRead } from './ordered-read.ts'
import type { Period } from './period.ts'
import { inOrder, type PreparedQuery, prepareQuery } from './prepare-source.ts'
import type { SourceLayout } from './source-layout.ts'

export type { ExtractedBatch }

export interface ExtractOptions {
  /** Opens the source's database by its name in config. */
  source(name: string): Promise<Engine>
  /** What the warehouse can hold. */
  readonly limits: Limits
  readonly signal: AbortSignal
  /** Rows of one batch; default 4096. */
  readonly batchRows?: number
  /** Every nth row of a query or file alone (`--sample`); generated rows are all taken. */
  readonly sample?: number | undefined
  /** Absent: the source is read whole. */
  readonly reading?: SourceReading
  /** Rows may come as blocks, where none of them must be looked at on the way, which are released or not. Default: null. */
  readonly blocks?: 'kept' | 'released' | null
  /** Of a source that is read in the order of a key: the rows after this one alone. */
  readonly after?: Cells | null
  /** Of such a source: the rows of this range of keys alone. */
  readonly range?: KeyRange | null
}

/** What is read of a source, asked on the session that reads it. */
export interface SourceReading {
  /** Whether the query's rows may come as blocks; default: false. Those of statements besides never do. */
  readonly takesBlocks?: boolean
  /** Before anything is read; null: nothing is. */
  period(session: Session, query: PreparedQuery): Promise<Period | null>
  /** Statements with the query's columns, to be read after it; asked for one by one, each when all rows before it have been taken. */
  besides(session: Session, query: PreparedQuery): Iterable<Statement>
}

const usualRows = 4096

/** Reads a unit's source by batches: generated rows, or its query on a session of its own, closed at the end. */
export async function* extract(
  unit: UnitDefinition,
  layout: SourceLayout,
  options: ExtractOptions,
): AsyncGenerator<ExtractedBatch, void, undefined> {
  const { derive } = unit.source
  const derived = derive === undefined ? null : deriveRows(unit, derive, layout, options.limits)
  const sample = options.sample === undefined || unit.source.rows !== undefined ? null : everyNth(options.sample)
  for await (const all of rawRows(unit, layout, options)) {
    options.signal.throwIfAborted()
    const batch = sample === null ? all : sample(all)
    if (derived === null) {
      yield batch
      continue
    }
    const rows: RawRow[] = []
    const rejects: RejectedRow[] = [...batch.rejects]
    const rejected: (RawRow | null)[] = [...batch.rejected]
    for (const raw of batch.rows) {
      const row = derived(raw)
      if ('reason' in row) {
        rejects.push({ ...row, key: null, row: maskedJson(raw, layout.columns) })
        rejected.push(raw)
      } else rows.push(row)
    }
    yield { ...batch, rows, rejects, rejected }
  }
}

async function* rawRows(
  unit: UnitDefinition,
  layout: SourceLayout,
  options: ExtractOptions,
): AsyncGenerator<ExtractedBatch, void, undefined> {
  const { source } = unit
  const { signal, batchRows = usualRows } = options
  if (source.rows !== undefined) {
    for (const rows of generated(source.rows(), Object.keys(source.columns), batchRows)) yield wholeRows(rows)
    return
  }
  if (source.files !== undefined) {
    yield* readFiles(unit, source.files, layout, signal)
    return
  }
  const engine = await options.source(source.from)
  await using session = await engine.connect({ signal })
  const query = await prepareQuery(unit, session)
  const { reading } = options
  const period = reading === undefined ? undefined : await reading.period(session, query)
  const read = async function* (statement: Statement): AsyncGenerator<KeyedRows, void, undefined> {
    for await (const rows of session.read(statement, { signal, batchRows }))
      yield keyedRows(inOrder(rows, query.positions))
  }
  const released = options.blocks === 'released'
  const readBlocks = async function* (statement: Statement): AsyncGenerator<KeyedRows, void, undefined> {
    for await (const block of session.readBlocks?.(statement, { signal, batchRows, released }) ?? [])
      yield keyedBlock(inDeclaredOrder(block, query.positions))
  }
  const ordered = OrderedRead.of(unit, engine, session, period ?? undefined)
  if (period !== null) {
    const { after = null, range = null } = options
    const inBlocks = session.readBlocks !== undefined && areUntouched(unit, options)
    const statement = ordered === null ? query.statement(period) : await ordered.statement(after, range)
    const rows = inBlocks ? readBlocks(statement) : read(statement)
    yield* ordered?.cut(rows) ?? whole(rows)
  }
  for (const statement of reading?.besides(session, query) ?? [])
    for await (const batch of whole(read(statement))) yield ordered === null ? batch : { ...batch, end: anywhere }
}

/** Whether nobody looks at rows on the way. */
function areUntouched({ source }: UnitDefinition, { blocks, sample, reading }: ExtractOptions): boolean {
  const looks = reading !== undefined && reading.takesBlocks !== true
  return (blocks ?? null) !== null && source.derive === undefined && sample === undefined && !looks
}

/** Rows in no order, behind those of a key. */
const anywhere = { key: null, isLast: async () => true }

async function* whole(batches: AsyncIterable<KeyedRows>): AsyncGenerator<ExtractedBatch, void, undefined> {
  for await (const rows of batches) yield rows.part(0, rows.length)
}

function* generated(
  rows: Iterable<Readonly<Record<string, unknown>>>,
  names: readonly string[],
  batchRows: number,
): Generator<readonly RawRow[], void, undefined> {
  let batch: RawRow[] = []
  for (const row of rows) {
    batch.push(names.map((name) => row[name]))
    if (batch.length === batchRows) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

import type { Session } from '../../engine/index.ts'
import { lastDefinition } from '../../log/index.ts'
import { type DimensionShape, windowOf } from '../../model/index.ts'
import type { Limits } from '../conform/converter.ts'
import type { LoadContext } from '../context.ts'
import { type ExtractedBatch, type ExtractOptions, extract } from '../extract/extract.ts'
import { type SourceLayout, sourceLayout } from '../extract/source-layout.ts'
import { WindowReading } from '../extract/window-reading.ts'
import type { HistoryRules } from '../history/history-rules.ts'
import { addedAttributes } from './added-attributes.ts'
import { conformMember } from './conform-member.ts'
import { formerCloses } from './former-closes.ts'
import { type MemberColumns, memberColumns, memberRules } from './member-columns.ts'
import { References } from './references.ts'
import { type StoredVersions, storedVersions } from './stored-versions.ts'

/** What a dimension's load works with, wherever its members are paired. */
export interface DimensionLoad {
  readonly dimension: DimensionShape
  readonly layout: SourceLayout
  readonly limits: Limits
  readonly columns: MemberColumns
  readonly rules: HistoryRules
  readonly stored: StoredVersions
  /** Null: it refers to no other dimension. To be disposed. */
  readonly references: References | null
  /** Null: the source is read whole. */
  readonly windowed: WindowReading | null
}

export async function dimensionLoad(
  dimension: DimensionShape,
  session: Session,
  context: LoadContext,
): Promise<DimensionLoad> {
  const { warehouse, run, fullRefresh = false } = context
  const limits = warehouse.capabilities
  const layout = sourceLayout(dimension)
  const columns = memberColumns(dimension, layout)
  const closes = await formerCloses(session, dimension)
  const added = addedAttributes(dimension, await lastDefinition(session, dimension.name))
  const window = windowOf(dimension)
  // An attribute that was added has a value for each member (KIMBALL.md, A type-2 attribute added later).
  const anew = fullRefresh || added.size > 0
  const windowed = window === null ? null : await WindowReading.open(session, dimension, window, anew)
  const references = await References.read(dimension, columns, layout, session, context)
  const same = references?.sameMembers(columns)
  const rules = memberRules(dimension, columns, layout, run.executionTime, closes, added, same)
  const stored = storedVersions(dimension, columns, limits)
  return { dimension, layout, limits, columns, rules, stored, references, windowed }
}

/** Reads the source; members that its rows miss in other dimensions are made before the rows are given. */
export async function* extractRows(
  { dimension, layout, limits, columns, references, windowed }: DimensionLoad,
  { source, sample }: LoadContext,
  signal: AbortSignal,
  { blocks = null }: Pick<ExtractOptions, 'blocks'> = {},
): AsyncGenerator<ExtractedBatch, void, undefined> {
  const fits = conformMember(dimension, columns, layout, limits, null)
  const parts = { source, limits, sample, signal, blocks, ...(windowed === null ? {} : { reading: windowed }) }
  for await (const batch of extract(dimension, layout, parts)) {
    windowed?.count(batch.read)
    await references?.infer(batch.rows, (raw) => 'cells' in fits(raw, 0))
    yield batch
  }
}

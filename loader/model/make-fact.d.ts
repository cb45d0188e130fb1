import type { TableShape } from '../schema/index.ts'
import type { DimensionShape, FactShape, Latest, RejectLimits, SourceShape } from './shapes.ts'

interface LookupParts {
  readonly dimension: DimensionShape
  readonly on: Readonly<Record<string, string>>
  readonly asOf?: string | Latest
  readonly missing?: 'unknown' | 'reject' | 'fail'
  readonly beforeFirst?: 'first' | 'unknown'
}
/** A fact's options without their types; what is wrong with them is `check`'s to say. */
export interface FactParts {
  readonly name: string
  readonly table: TableShape
  readonly source: SourceShape
  readonly from?: Readonly<Record<string, string>>
  readonly lookups?: Readonly<Record<string, LookupParts>>
  readonly refresh?: FactShape['refresh']
  readonly order?: readonly string[]
  readonly tags?: readonly string[]
  readonly rejects?: RejectLimits
}
/** The frozen definition, with every default filled in. */
export declare function makeFact(parts: FactParts): FactShape

import type { Cell, TableShape } from '../schema/index.ts'
import type { AttributeShape, DimensionShape, RejectLimits, SourceShape } from './shapes.ts'

type Change = AttributeShape['change']
type Values = Readonly<Record<string, Cell>>
/** A dimension's options without their types; what is wrong with them is `check`'s to say. */
export interface DimensionParts {
  readonly name: string
  readonly table: TableShape
  readonly source: SourceShape
  readonly from?: Readonly<Record<string, string>>
  readonly attributes: Readonly<
    Record<
      string,
      | Change
      | {
          readonly from: string
          readonly change: Change
          readonly overwrite?: 'all' | 'latest'
        }
    >
  >
  readonly effectiveFrom?: string
  readonly effectiveTo?:
    | string
    | {
        readonly column: string
        readonly inclusive?: 'day' | 'microsecond'
      }
  readonly order?: readonly string[]
  readonly future?: 'reject' | 'accept'
  readonly unknown?: Values
  readonly notApplicable?: Values
  readonly error?: Values
  readonly tags?: readonly string[]
  readonly rejects?: RejectLimits
}
/** The frozen definition, with every default filled in. */
export declare function makeDimension(parts: DimensionParts): DimensionShape

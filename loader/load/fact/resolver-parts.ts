import type { FactShape } from '../../model/index.ts'
import type { Limits } from '../conform/converter.ts'
import type { SourceLayout } from '../extract/source-layout.ts'
import type { LookupIndex } from '../lookup/role.ts'
import type { FactColumns } from './fact-columns.ts'
import type { KeptMisses } from './kept-misses.ts'

export interface ResolverParts {
  readonly fact: FactShape
  readonly columns: FactColumns
  readonly layout: SourceLayout
  readonly limits: Limits
  readonly index: (table: string) => LookupIndex
  /** Fills the audit columns. */
  readonly run: number
  /** Is told of rows loaded with Unknown; null: nobody is. */
  readonly misses?: KeptMisses | null
}

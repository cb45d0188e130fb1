import type { UnitOwner } from '../../log/index.ts'
import type { FactShape } from '../../model/index.ts'
import type { LoadContext } from '../context.ts'
import type { SourceLayout } from '../extract/source-layout.ts'
import type { LoadState } from '../unit-state.ts'
import type { FactColumns } from './fact-columns.ts'
import type { FactProgress } from './fact-progress.ts'
import type { FactReading } from './fact-reading.ts'
import type { StageTables } from './stage-tables.ts'

/** What a fact's load works with. */
export interface FactParts {
  readonly fact: FactShape
  readonly owner: UnitOwner
  readonly context: LoadContext
  readonly state: LoadState
  readonly layout: SourceLayout
  readonly columns: FactColumns
  /** Null where the source is read whole. */
  readonly reading: FactReading | null
  readonly tables: StageTables
  readonly progress: FactProgress
}

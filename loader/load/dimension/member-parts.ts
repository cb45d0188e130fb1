import type { DimensionShape } from '../../model/index.ts'
import type { Limits } from '../conform/converter.ts'
import type { SourceLayout } from '../extract/source-layout.ts'
import type { MemberColumns } from './member-columns.ts'
import type { References } from './references.ts'
import type { SameAsStored } from './same-as-stored.ts'
import type { StoredVersions } from './stored-versions.ts'

/** What members are made with. */
export interface MemberParts {
  readonly dimension: DimensionShape
  readonly columns: MemberColumns
  readonly layout: SourceLayout
  readonly limits: Limits
  readonly references: References | null
  readonly stored: StoredVersions
  /** Null: every row is conformed. */
  readonly same: SameAsStored | null
}

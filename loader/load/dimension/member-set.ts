import type { RejectedRow } from '../../log/index.ts'
import type { Member } from './member.ts'

/** Members of a load, source rows and stored versions paired: all of them, or a part in which each is whole. */
export interface MemberSet {
  /** Source rows among them. */
  readonly read: number
  /** Those that never came to a member. */
  readonly rejects: readonly RejectedRow[]
  /** Members whose one row is the same as what is stored; not `inSource`. */
  readonly unchanged: number
  /** Members with source rows that may change something, in the order of their first ones. */
  readonly inSource: readonly Member[]
  /** Smart keys of several members, of which not all are among these. */
  readonly sharedKeys: ReadonlySet<number>
  /** Those of the source and those of the warehouse, but for the unchanged ones. */
  all(): Iterable<Member>
  /** Whether a member of the warehouse is gone from the source, as far as that can be told. */
  isGone(member: Member): boolean
  /** The raw row behind `SourceRow.row`, for etl_reject. */
  json(row: number): string
}

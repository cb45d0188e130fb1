import type { RoleMisses } from '../../log/index.ts'
import type { LookupShape } from '../../model/index.ts'
import type { RawRow } from '../../schema/index.ts'
import type { IndexKey, MemberIndex } from './member-index.ts'
import { BEFORE_FIRST, type VersionIndex } from './version-index.ts'

/** The reserved members that lookups answer with (KIMBALL.md, Reserved members). */
export const UNKNOWN = -1
const NOT_APPLICABLE = -2
const ERROR = -3

/** Instead of a surrogate key: the row is rejected; `Role.miss` says why. */
export const REJECTED = 0

/** What the parts of a natural key come to, when they are no key (KIMBALL.md, Keys in lookups). */
export const ALL_NULL = Symbol('all parts NULL')
export const PARTLY_NULL = Symbol('some parts NULL')
export const NO_KEY = Symbol('a part cannot be of its type')

export type KeyOutcome = IndexKey | typeof ALL_NULL | typeof PARTLY_NULL | typeof NO_KEY

/** Dimension rows in memory, as lookups need them. */
export interface LookupIndex {
  readonly members: MemberIndex
  readonly versions: VersionIndex
}

/** Where one role finds its natural key and its time in a source row. */
export interface RoleInput {
  readonly key: (row: RawRow) => KeyOutcome
  /**
   * Position of a key's one source column whose values may be looked up as they come, before they are conformed: what is equal to a member's
   * canonical key is that key. -1 where the source's column changes values (a zone, folding) or the key has several parts.
   */
  readonly direct: number
  /** The as-of time as canonical text (a time where versions go by the day is right too), null for NULL, undefined for what is no time; absent with `latest` or no history. */
  readonly time?: (row: RawRow) => string | null | undefined
}

/** One reference column's lookups: a source row → a surrogate key, counted by how it ended. */
export class Role {
  readonly misses: RoleMisses = { missing: 0, notApplicable: 0, error: 0, beforeFirst: 0 }
  readonly #input: RoleInput
  readonly #index: LookupIndex
  readonly #missed: number
  readonly #firstAnswers: boolean

  constructor(lookup: Pick<LookupShape, 'missing' | 'beforeFirst'>, input: RoleInput, index: LookupIndex) {
    this.#input = input
    this.#index = index
    this.#missed = lookup.missing === 'unknown' || lookup.missing === 'infer' ? UNKNOWN : REJECTED
    this.#firstAnswers = lookup.beforeFirst === 'first'
  }

  /** The surrogate key, a reserved one, or REJECTED where `missing` is 'reject' or 'fail', or the as-of value is no time. */
  resolve(row: RawRow): number {
    const { versions } = this.#index
    const member = this.#member(row)
    if (member === ALL_NULL) {
      this.misses.notApplicable += 1
      return NOT_APPLICABLE
    }
    if (member === NO_KEY) {
      this.misses.error += 1
      return ERROR
    }
    if (member === PARTLY_NULL || member < 0) return this.#miss()
    if (this.#input.time === undefined) return versions.key(versions.latest(member))
    const time = this.#input.time(row)
    if (time === undefined) return REJECTED
    if (time === null) return this.#miss()
    const position = versions.asOf(member, time)
    if (position >= 0) return versions.key(position)
    if (position !== BEFORE_FIRST || !this.#firstAnswers) return this.#miss()
    this.misses.beforeFirst += 1
    return versions.key(versions.first(member))
  }

  /** Whether REJECTED was for an as-of value that is no time. */
  isTimeUnfit(row: RawRow): boolean {
    const { time } = this.#input
    const member = this.#member(row)
    return typeof member === 'number' && member >= 0 && time !== undefined && time(row) === undefined
  }

  #member(row: RawRow): number | Exclude<KeyOutcome, IndexKey> {
    const { members } = this.#index
    const value = this.#input.direct < 0 ? null : row[this.#input.direct]
    if (typeof value === 'number' || typeof value === 'string') {
      const known = members.find(value)
      if (known >= 0) return known
    }
    const key = this.#input.key(row)
    return typeof key === 'symbol' ? key : members.find(key)
  }

  #miss(): number {
    this.misses.missing += 1
    return this.#missed
  }
}

import type { RoleMisses } from '../../log/index.ts'
import type { LookupShape } from '../../model/index.ts'
import type { Cells, RawRow } from '../../schema/index.ts'
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
  members: MemberIndex
  versions: VersionIndex
  /** Surrogate keys of members that this load has inferred, since the index was read. */
  readonly inferred: Map<IndexKey, number>
  /** `keyLocks` before the index was read, or after members were inferred; where members may be. */
  locks?: number
}

/** Where one role finds its natural key and its time in a source row. */
export interface RoleInput {
  readonly key: (row: RawRow) => KeyOutcome
  /** The cells of a key that is complete. */
  readonly parts: (row: RawRow) => Cells
  /**
   * Position of a key's one source column whose values may be looked up as they come, before they are conformed: what is equal to a member's
   * canonical key is that key. -1 where the source's column changes values (a zone, folding) or the key has several parts.
   */
  readonly direct: number
  /** The as-of time as canonical text (a time where versions go by the day is right too), null for NULL, undefined for what is no time; absent with `latest` or no history. */
  readonly time?: (row: RawRow) => string | null | undefined
  /** Position of the as-of value. */
  readonly timeAt?: number
}

/** One reference column's lookups: a source row → a surrogate key, counted by how it ended. */
export class Role {
  readonly misses: RoleMisses = { missing: 0, notApplicable: 0, error: 0, beforeFirst: 0 }
  readonly #input: RoleInput
  readonly #index: LookupIndex
  readonly #missed: number
  readonly #firstAnswers: boolean
  readonly #infers: boolean

  constructor(lookup: Pick<LookupShape, 'missing' | 'beforeFirst'>, input: RoleInput, index: LookupIndex) {
    this.#input = input
    this.#index = index
    this.#missed = lookup.missing === 'unknown' || lookup.missing === 'infer' ? UNKNOWN : REJECTED
    this.#firstAnswers = lookup.beforeFirst === 'first'
    this.#infers = lookup.missing === 'infer'
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
    if (member === PARTLY_NULL) return this.#miss()
    if (member < 0) return this.#infers ? this.#inferred(row) : this.#miss()
    if (this.#input.time === undefined) return versions.latestKey(member)
    const time = this.#input.time(row)
    if (time === undefined) return REJECTED
    if (time === null) return this.#miss()
    const position = versions.asOf(member, time)
    if (position >= 0) return versions.key(position)
    if (position !== BEFORE_FIRST || !this.#firstAnswers) return this.#miss()
    this.misses.beforeFirst += 1
    return versions.key(versions.first(member))
  }

  /** The surrogate key of a row whose member and version are there with nothing to be counted; 0: `resolve` tells. */
  found(row: RawRow): number {
    const member = this.#member(row)
    return typeof member === 'number' && member >= 0 ? this.foundVersion(member, row) : 0
  }

  /** The same of a row whose member is known; of the row only the as-of value is looked at. */
  foundVersion(member: number, row: RawRow): number {
    const { versions } = this.#index
    if (this.#input.time === undefined) return versions.latestKey(member)
    const time = this.#input.time(row)
    const position = typeof time === 'string' ? versions.asOf(member, time) : BEFORE_FIRST
    return position < 0 ? 0 : versions.key(position)
  }

  /** A member that was made for rows like this one, of all time: none may be there for a row without a time. */
  #inferred(row: RawRow): number {
    const key = this.#index.inferred.get(this.#input.key(row) as IndexKey)
    const { time } = this.#input
    if (key === undefined || (time !== undefined && time(row) === null)) return this.#miss()
    if (time !== undefined && time(row) === undefined) return REJECTED
    this.misses.missing += 1
    return key
  }

  /** The natural key that the row looks up, found or not; null: it has none. */
  asked(row: RawRow): IndexKey | null {
    const key = this.#input.key(row)
    return typeof key === 'symbol' ? null : key
  }

  /** Its cells. */
  parts(row: RawRow): Cells {
    return this.#input.parts(row)
  }

  /** The natural key of a member that is to be inferred for this row; null: none. */
  wanted(row: RawRow): { readonly key: IndexKey; readonly parts: Cells } | null {
    if (!this.#infers) return null
    const member = this.#member(row)
    if (typeof member !== 'number' || member >= 0) return null
    const key = this.#input.key(row) as IndexKey
    const { time } = this.#input
    if (this.#index.inferred.has(key) || (time !== undefined && typeof time(row) !== 'string')) return null
    return { key, parts: this.#input.parts(row) }
  }

  countAnew(): void {
    Object.assign(this.misses, { missing: 0, notApplicable: 0, error: 0, beforeFirst: 0 })
  }

  /** Whether it would reject the row; counts nothing. */
  rejects(row: RawRow): boolean {
    const counted = { ...this.misses }
    const rejected = this.resolve(row) === REJECTED
    Object.assign(this.misses, counted)
    return rejected
  }

  /** Whether REJECTED was for an as-of value that is no time. */
  isTimeUnfit(row: RawRow): boolean {
    const { time } = this.#input
    const member = this.#member(row)
    const isThere = typeof member === 'number' && (member >= 0 || this.#infers)
    return isThere && time !== undefined && time(row) === undefined
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

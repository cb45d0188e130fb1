import type { RejectedRow } from '../../log/index.ts'
import type { DimensionShape } from '../../model/index.ts'
import type { Cells, RawRow } from '../../schema/index.ts'
import type { Limits } from '../conform/converter.ts'
import { maskedJson } from '../conform/masked-json.ts'
import type { ExtractedBatch } from '../extract/extract.ts'
import type { SourceLayout } from '../extract/source-layout.ts'
import { compileKeyOf, type KeyOf } from '../lookup/key-of.ts'
import { type ConformMember, conformMember } from './conform-member.ts'
import { KeptRows } from './kept-rows.ts'
import { type KeyOfRejected, keyOfRejected } from './key-of-rejected.ts'
import { Member } from './member.ts'
import type { MemberColumns } from './member-columns.ts'
import type { MemberSet } from './member-set.ts'
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

/** A member that is known by its stored versions alone has no object of its own. */
const nobody = null

/**
 * All members of a load by natural key: the pairing of source rows and stored versions by hash. What a member of the warehouse is, and that its row changes nothing,
 * is kept as numbers of rows; only of others are there objects.
 */
export class Members implements MemberSet {
  /** All members are among these. */
  readonly sharedKeys: ReadonlySet<number> = new Set()
  readonly #byKey = new Map<string | number, number>()
  /** By member: its latest stored row and the one row that says the same, or -1; what it is where that is asked. */
  readonly #latest: number[] = []
  readonly #unchangedRow: number[] = []
  readonly #members: (Member | null)[] = []
  /** By stored row: the member's stored row before it, or -1. */
  readonly #former: number[] = []
  #storedRows: KeptRows
  readonly #rows: KeptRows
  readonly #keyOf: KeyOf
  readonly #keyParts: number
  readonly #inSource: Member[] = []
  readonly #layout: SourceLayout
  readonly #conform: ConformMember
  readonly #keyOfRejected: KeyOfRejected
  readonly #rejected = new Set<Member>()
  readonly #stored: StoredVersions
  readonly #same: SameAsStored | null
  #nameless = false
  #inOrder = true
  /** Members whose one row says what is stored. */
  unchanged = 0
  readonly rejects: RejectedRow[] = []
  read = 0

  constructor({ dimension, columns, layout, limits, references, stored, same }: MemberParts) {
    this.#layout = layout
    this.#keyParts = columns.natural.length
    this.#keyOf = compileKeyOf(this.#keyParts)
    this.#conform = conformMember(dimension, columns, layout, limits, references)
    this.#keyOfRejected = keyOfRejected(dimension, columns, layout, limits)
    this.#stored = stored
    this.#same = same
    this.#storedRows = new KeptRows(stored.columns.length)
    this.#rows = new KeptRows(layout.columns.length)
  }

  /** Members with source rows that may change something, in the order of their first ones. */
  get inSource(): readonly Member[] {
    if (!this.#inOrder) this.#inSource.sort((a, b) => (a.rows[0]?.row ?? 0) - (b.rows[0]?.row ?? 0))
    this.#inOrder = true
    return this.#inSource
  }

  /** Those of the source and those of the warehouse, but for the unchanged ones. */
  *all(): Generator<Member, void, undefined> {
    for (let at = 0; at < this.#members.length; at++)
      if ((this.#unchangedRow[at] as number) < 0) yield this.#members[at] ?? this.#view(at)
  }

  add(batch: ExtractedBatch): void {
    this.read += batch.read
    this.rejects.push(...batch.rejects)
    for (const raw of batch.rejected) this.#present(raw === null ? 'unknown' : this.#keyOfRejected(raw))
    for (const raw of batch.rows) if (!this.#isUnchanged(raw)) this.#conformed(raw, null)
  }

  /** Told without conforming the row; a second row of its member takes that back. */
  #isUnchanged(raw: RawRow): boolean {
    if (this.#same === null) return false
    const key = raw[this.#same.key]
    if (typeof key !== 'number' && typeof key !== 'string') return false
    const at = this.#byKey.get(key)
    if (at === undefined || this.#members[at] !== nobody || (this.#unchangedRow[at] as number) >= 0) return false
    if (!this.#same.isSame(raw, this.#storedRows, this.#latest[at] as number)) return false
    this.#unchangedRow[at] = this.#rows.keep(raw)
    this.unchanged += 1
    return true
  }

  /** `number`: what the row has already. */
  #conformed(raw: RawRow, number: number | null): void {
    const found = this.#conform(raw, number ?? this.#rows.size)
    if ('reject' in found) {
      this.rejects.push(found.reject)
      this.#present(found.natural)
      return
    }
    if (number === null) this.#rows.keep(raw)
    const member = this.#of(found.cells)
    if (member.rows.length === 0) this.#inSource.push(member)
    member.addRow(found.row)
    if (found.smartKey !== null) member.addSmartKey(found.smartKey)
  }

  /** A member whose row was rejected is there all the same; one that cannot be told may be any. */
  #present(natural: Cells | null | 'unknown'): void {
    if (natural === 'unknown') this.#nameless = true
    else if (natural !== null) this.#rejected.add(this.#of(natural))
  }

  /** The source is not read whole (`--sample`): nobody can be told gone. */
  keepAll(): void {
    this.#nameless = true
  }

  /** Whether a member of the warehouse is gone from the source, as far as that can be told. */
  isGone(member: Member): boolean {
    return member.rows.length === 0 && !this.#nameless && !this.#rejected.has(member)
  }

  /** A row of the dimension, in the order of `StoredVersions.columns`. */
  addStored(version: RawRow): void {
    const natural = this.#stored.natural(version)
    const at = this.#at(natural)
    const member = this.#members[at] ?? null
    if (member !== nobody) {
      member.addVersion(this.#stored.version(version))
      return
    }
    const row = this.#storedRows.keep(version)
    const latest = this.#latest[at] as number
    const isLatest = latest < 0 || this.#from(row) >= this.#from(latest)
    this.#former[row] = isLatest ? latest : (this.#former[latest] as number)
    if (isLatest) this.#latest[at] = row
    else this.#former[latest] = row
  }

  #from(row: number): string {
    return this.#same === null ? '' : this.#same.from(this.#storedRows, row)
  }

  /** The number of the member whose natural key these cells begin with. */
  #at(natural: Cells): number {
    const key = this.#keyOf(natural)
    const known = this.#byKey.get(key)
    if (known !== undefined) return known
    const at = this.#members.push(nobody) - 1
    this.#byKey.set(key, at)
    this.#latest.push(-1)
    this.#unchangedRow.push(-1)
    return at
  }

  /** From here on it is an object, and its row, where that was unchanged until now, is one of its rows like any other. */
  #of(natural: Cells): Member {
    const at = this.#at(natural)
    const known = this.#members[at] ?? null
    if (known !== nobody) return known
    const member = this.#view(at, natural)
    this.#members[at] = member
    const row = this.#unchangedRow[at] as number
    if (row >= 0) {
      this.#unchangedRow[at] = -1
      this.unchanged -= 1
      this.#inOrder = false
      this.#conformed(this.#rows.row(row), row)
    }
    return member
  }

  /** `natural`: begins with its natural key; by default that of what is stored. */
  #view(at: number, natural: Cells = this.#stored.natural(this.#storedRows.row(this.#latest[at] as number))): Member {
    const member = new Member(natural.slice(0, this.#keyParts))
    for (let row = this.#latest[at] as number; row >= 0; row = this.#former[row] as number)
      member.addVersion(this.#stored.version(this.#storedRows.row(row)))
    return member
  }

  /** Before the warehouse is read once more, since others have inserted members. What they have not touched is unchanged still. */
  forgetVersions(): void {
    this.#storedRows = new KeptRows(this.#stored.columns.length)
    this.#former.length = 0
    this.#latest.fill(-1)
    for (const member of this.#members) member?.forgetVersions()
  }

  /** The raw row behind `SourceRow.row`, for etl_reject. */
  json(row: number): string {
    return maskedJson(this.#rows.row(row), this.#layout.columns)
  }
}

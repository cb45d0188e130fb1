import type { RejectedRow } from '../../log/index.ts'
import type { DimensionShape } from '../../model/index.ts'
import type { Cells, RawRow } from '../../schema/index.ts'
import type { Limits } from '../conform/converter.ts'
import { maskedJson } from '../conform/masked-json.ts'
import type { ExtractedBatch } from '../extract/extract.ts'
import type { SourceLayout } from '../extract/source-layout.ts'
import { compileKeyOf, type KeyOf } from '../lookup/key-of.ts'
import { type ConformMember, conformMember } from './conform-member.ts'
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

/** All members of a load by natural key: the pairing of source rows and stored versions by hash. */
export class Members implements MemberSet {
  readonly #byKey = new Map<string | number, Member>()
  readonly #keyOf: KeyOf
  readonly #inSource: Member[] = []
  readonly #raws: RawRow[] = []
  readonly #layout: SourceLayout
  readonly #conform: ConformMember
  readonly #keyOfRejected: KeyOfRejected
  readonly #rejected = new Set<Member>()
  readonly #stored: StoredVersions
  readonly #same: SameAsStored | null
  readonly #keyParts: number
  #nameless = false
  #inOrder = true
  /** Members whose one row is the same as what is stored. */
  unchanged = 0
  readonly rejects: RejectedRow[] = []
  readonly sharedKeys: ReadonlySet<number> = new Set()
  read = 0

  constructor({ dimension, columns, layout, limits, references, stored, same }: MemberParts) {
    this.#layout = layout
    this.#keyParts = columns.natural.length
    this.#keyOf = compileKeyOf(this.#keyParts)
    this.#conform = conformMember(dimension, columns, layout, limits, references)
    this.#keyOfRejected = keyOfRejected(dimension, columns, layout, limits)
    this.#stored = stored
    this.#same = same
  }

  get inSource(): readonly Member[] {
    if (!this.#inOrder) this.#inSource.sort((a, b) => (a.rows[0]?.row ?? 0) - (b.rows[0]?.row ?? 0))
    this.#inOrder = true
    return this.#inSource
  }

  all(): Iterable<Member> {
    return this.#byKey.values()
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
    const member = this.#byKey.get(key)
    if (member?.latest == null || member.rows.length > 0 || member.unchangedRow >= 0) return false
    if (!this.#same.isSame(raw, member.latest)) return false
    member.unchangedRow = this.#raws.length
    this.#raws.push(raw)
    this.unchanged += 1
    return true
  }

  /** `at`: the number that the row has already. */
  #conformed(raw: RawRow, at: number | null): void {
    const found = this.#conform(raw, at ?? this.#raws.length)
    if ('reject' in found) {
      this.rejects.push(found.reject)
      this.#present(found.natural)
      return
    }
    if (at === null) this.#raws.push(raw)
    const member = this.#of(found.cells)
    if (at === null) this.#withRows(member)
    if (member.rows.length === 0) this.#inSource.push(member)
    member.addRow(found.row)
    if (found.smartKey !== null) member.addSmartKey(found.smartKey)
  }

  /** From here on its row is one of its rows, like any other. */
  #withRows(member: Member): void {
    const row = member.unchangedRow
    if (row < 0) return
    member.unchangedRow = -1
    this.unchanged -= 1
    this.#inOrder = false
    this.#conformed(this.#raws[row] ?? [], row)
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

  isGone(member: Member): boolean {
    return !member.isInSource && !this.#nameless && !this.#rejected.has(member)
  }

  /** A row of the dimension, in the order of `StoredVersions.columns`. */
  addStored(version: RawRow): void {
    this.#of(this.#stored.natural(version)).addStored(version, this.#same?.from ?? null)
  }

  #of(natural: Cells): Member {
    const key = this.#keyOf(natural)
    const known = this.#byKey.get(key)
    if (known !== undefined) return known
    const member = new Member(natural.slice(0, this.#keyParts), this.#stored)
    this.#byKey.set(key, member)
    return member
  }

  /** Before the warehouse is read once more. */
  forgetVersions(): void {
    for (const member of this.#byKey.values()) {
      this.#withRows(member)
      member.forgetVersions()
    }
  }

  json(row: number): string {
    return maskedJson(this.#raws[row] ?? [], this.#layout.columns)
  }
}

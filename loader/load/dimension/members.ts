import type { RowBlock } from '../../engine/index.ts'
import type { RejectedRow } from '../../log/index.ts'
import type { DimensionShape } from '../../model/index.ts'
import type { Cells, RawRow } from '../../schema/index.ts'
import type { Limits } from '../conform/converter.ts'
import { maskedJson } from '../conform/masked-json.ts'
import type { ExtractedBatch } from '../extract/extract.ts'
import type { SourceLayout } from '../extract/source-layout.ts'
import { compileKeyOf, type KeyOf } from '../lookup/key-of.ts'
import { type ConformMember, conformMember } from './conform-member.ts'
import { HeldRows, placeOf } from './held-rows.ts'
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
  /** By stored row: another one of its member, or -1. */
  readonly #former = new Map<number, number>()
  #versions = new HeldRows()
  readonly #rows = new HeldRows()
  /** Where rows are kept that come one by one. */
  readonly #keptVersions: KeptRows
  readonly #kept: KeptRows
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
    this.#keptVersions = new KeptRows(stored.columns.length)
    this.#kept = new KeptRows(layout.columns.length)
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
    for (const block of batch.block === undefined ? this.#kept.blocks(batch.rows) : [batch.block]) {
      const first = this.#rows.hold(block)
      for (let at = 0; at < block.length; at++)
        if (!this.#isUnchanged(block, at, first + at)) this.#conformed(block.row(at), first + at)
    }
  }

  /** Told without conforming the row; a second row of its member takes that back. */
  #isUnchanged(block: RowBlock, at: number, row: number): boolean {
    if (this.#same === null) return false
    const key = block.cell(at, this.#same.key)
    if (typeof key !== 'number' && typeof key !== 'string') return false
    const member = this.#byKey.get(key)
    if (member === undefined || this.#members[member] !== nobody || (this.#unchangedRow[member] as number) >= 0)
      return false
    const latest = this.#latest[member] as number
    if (latest < 0 || !this.#same.isSame(block, at, this.#versions.block(latest), placeOf(latest))) return false
    this.#unchangedRow[member] = row
    this.unchanged += 1
    return true
  }

  #conformed(raw: RawRow, number: number): void {
    const found = this.#conform(raw, number)
    if ('reject' in found) {
      this.rejects.push(found.reject)
      this.#present(found.natural)
      return
    }
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

  /** Rows of the dimension, in the order of `StoredVersions.columns`. */
  addStored(rows: readonly RawRow[] | RowBlock): void {
    for (const block of 'cell' in rows ? [rows] : this.#keptVersions.blocks(rows)) {
      const first = this.#versions.hold(block)
      for (let at = 0; at < block.length; at++) this.#addVersion(block, at, first + at)
    }
  }

  #addVersion(block: RowBlock, place: number, row: number): void {
    const key = this.#same === null ? null : block.cell(place, 0)
    // What our load has stored of a key of one such column is that key.
    const isKey = typeof key === 'number' || typeof key === 'string'
    const at = isKey ? this.#atKey(key) : this.#at(this.#stored.natural(block.row(place)))
    const member = this.#members[at] ?? null
    if (member !== nobody) {
      member.addVersion(this.#stored.version(block.row(place)))
      return
    }
    const latest = this.#latest[at] as number
    if (latest < 0) {
      this.#latest[at] = row
      return
    }
    const isLatest = this.#from(row) >= this.#from(latest)
    this.#former.set(row, isLatest ? latest : (this.#former.get(latest) ?? -1))
    if (isLatest) this.#latest[at] = row
    else this.#former.set(latest, row)
  }

  #from(row: number): string {
    return this.#same === null ? '' : this.#same.from(this.#versions.block(row), placeOf(row))
  }

  /** The number of the member whose natural key these cells begin with. */
  #at(natural: Cells): number {
    return this.#atKey(this.#keyOf(natural))
  }

  #atKey(key: string | number): number {
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
  #view(at: number, natural: Cells = this.#stored.natural(this.#versions.row(this.#latest[at] as number))): Member {
    const member = new Member(natural.slice(0, this.#keyParts))
    for (let row = this.#latest[at] as number; row >= 0; row = this.#former.get(row) ?? -1)
      member.addVersion(this.#stored.version(this.#versions.row(row)))
    return member
  }

  /** Before the warehouse is read once more, since others have inserted members. What they have not touched is unchanged still. */
  forgetVersions(): void {
    this.#versions = new HeldRows()
    this.#former.clear()
    this.#latest.fill(-1)
    for (const member of this.#members) member?.forgetVersions()
  }

  /** The raw row behind `SourceRow.row`, for etl_reject. */
  json(row: number): string {
    return maskedJson(this.#rows.row(row), this.#layout.columns)
  }
}

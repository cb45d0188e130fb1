import type { RowBlock } from '../../engine/index.ts'
import type { RejectedRow } from '../../log/index.ts'
import type { Cells, RawRow } from '../../schema/index.ts'
import { maskedJson } from '../conform/masked-json.ts'
import type { ExtractedBatch } from '../extract/extract.ts'
import type { SourceLayout } from '../extract/source-layout.ts'
import { compileKeyOf, type KeyOf } from '../lookup/key-of.ts'
import { type ConformedRow, type ConformMember, conformMember } from './conform-member.ts'
import { HeldRows, placeOf } from './held-rows.ts'
import { KeptRows } from './kept-rows.ts'
import { type KeyOfRejected, keyOfRejected } from './key-of-rejected.ts'
import { Member } from './member.ts'
import type { MemberParts } from './member-parts.ts'
import type { MemberSet } from './member-set.ts'
import type { SameAsStored } from './same-as-stored.ts'
import { SettledRows } from './settled-rows.ts'
import { StoredRows } from './stored-rows.ts'
import type { StoredVersions } from './stored-versions.ts'

/** Sends what begins a member, and gives a number by which it can be taken back; null: it does not begin one. */
export type SendNew = (row: ConformedRow) => number | null

/** A member that is known by its stored versions alone, or was sent, has no object of its own. */
const nobody = null

/**
 * All members of a load by natural key: the pairing of source rows and stored versions by hash. What a member of the warehouse is, and that its row changes nothing,
 * is kept as numbers of rows; only of others are there objects.
 */
export class Members implements MemberSet {
  /** All members are among these. */
  readonly sharedKeys: ReadonlySet<number> = new Set()
  readonly #byKey = new Map<string | number, number>()
  /** By number: what a member is where that is asked. */
  readonly #members: (Member | null)[] = []
  readonly #settled = new SettledRows()
  #versions: StoredRows
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
  #sendNew: SendNew | null = null
  /** What `sendNew` gave for rows that must be taken back, since another row of their member has come. */
  readonly takenBack: number[] = []
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
    this.#versions = new StoredRows(same?.from ?? null)
    this.#keptVersions = new KeptRows(stored.columns.length)
    this.#kept = new KeptRows(layout.columns.length)
  }

  /** Members whose one row says what is stored. */
  get unchanged(): number {
    return this.#settled.unchanged
  }

  /** Members whose one row was sent. */
  get sent(): number {
    return this.#settled.sent
  }

  /** Nothing is stored of any member. */
  get isFirst(): boolean {
    return this.#versions.isEmpty
  }

  /** Members with source rows that may change something, in the order of their first ones. */
  get inSource(): readonly Member[] {
    if (!this.#inOrder) this.#inSource.sort((a, b) => (a.rows[0]?.row ?? 0) - (b.rows[0]?.row ?? 0))
    this.#inOrder = true
    return this.#inSource
  }

  /** Those of the source and those of the warehouse, but for those whose row is unchanged or sent. */
  *all(): Generator<Member, void, undefined> {
    for (let at = 0; at < this.#members.length; at++)
      if (this.#settled.of(at) < 0) yield this.#members[at] ?? this.#view(at)
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
    if (member === undefined || this.#members[member] !== nobody || this.#settled.of(member) >= 0) return false
    const latest = this.#versions.latest(member)
    if (latest < 0 || !this.#same.isSame(block, at, this.#versions.block(latest), placeOf(latest))) return false
    this.#settled.settle(member, row, null)
    return true
  }

  #conformed(raw: RawRow, number: number): void {
    const found = this.#conform(raw, number)
    if ('reject' in found) {
      this.rejects.push(found.reject)
      this.#present(found.natural)
      return
    }
    if (this.#sendNew !== null && this.#wasSent(found, number)) return
    const member = this.#of(found.cells)
    if (member.rows.length === 0) this.#inSource.push(member)
    member.addRow(found.row)
    if (found.smartKey !== null) member.addSmartKey(found.smartKey)
  }

  /** From here on the first row of a member that nobody knows is offered to whoever may send it; null: no more. */
  sendNew(send: SendNew | null): void {
    this.#sendNew = send
  }

  #wasSent(found: ConformedRow, number: number): boolean {
    const at = this.#at(found.cells)
    if (this.#members[at] !== nobody || this.#versions.latest(at) >= 0 || this.#settled.of(at) >= 0) return false
    const sentAs = this.#sendNew?.(found) ?? null
    if (sentAs !== null) this.#settled.settle(at, number, sentAs)
    return sentAs !== null
  }

  /** What was sent is not in: all of it counts as read alone, and no more is sent. */
  takeBackAll(): void {
    this.#sendNew = null
    for (const at of this.#settled.membersSent()) this.#unsettle(at)
    this.takenBack.length = 0
  }

  /** The row is one of its member's rows, like any other. */
  #unsettle(at: number): void {
    const row = this.#settled.of(at)
    const sentAs = this.#settled.unsettle(at)
    if (sentAs !== null) this.takenBack.push(sentAs)
    this.#inOrder = false
    this.#conformed(this.#rows.row(row), row)
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
    this.#versions.add(at, row)
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
    return at
  }

  /** From here on it is an object, and its row, where that was unchanged or sent until now, is one of its rows like any other. */
  #of(natural: Cells): Member {
    const at = this.#at(natural)
    const known = this.#members[at] ?? null
    if (known !== nobody) return known
    const member = this.#view(at, natural)
    this.#members[at] = member
    if (this.#settled.of(at) >= 0) this.#unsettle(at)
    return member
  }

  /** `natural`: begins with its natural key; by default that of what is stored. */
  #view(at: number, natural?: Cells): Member {
    let member = natural === undefined ? null : new Member(natural.slice(0, this.#keyParts))
    for (const raw of this.#versions.of(at)) {
      member ??= new Member(this.#stored.natural(raw))
      member.addVersion(this.#stored.version(raw))
    }
    return member ?? new Member([])
  }

  /** Before the warehouse is read once more, since others have inserted members. What they have not touched is unchanged still. */
  forgetVersions(): void {
    this.#versions = new StoredRows(this.#same?.from ?? null)
    for (const member of this.#members) member?.forgetVersions()
  }

  /** The raw row behind `SourceRow.row`, for etl_reject. */
  json(row: number): string {
    return maskedJson(this.#rows.row(row), this.#layout.columns)
  }
}

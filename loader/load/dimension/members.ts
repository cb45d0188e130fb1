import type { RejectedRow } from '../../log/index.ts'
import type { DimensionShape } from '../../model/index.ts'
import type { Cells, RawRow } from '../../schema/index.ts'
import type { Limits } from '../conform/converter.ts'
import { maskedJson } from '../conform/masked-json.ts'
import type { ExtractedBatch } from '../extract/extract.ts'
import type { SourceLayout } from '../extract/source-layout.ts'
import type { SourceRow, StoredVersion } from '../history/member.ts'
import { compileKeyOf, type KeyOf } from '../lookup/key-of.ts'
import { type ConformMember, conformMember } from './conform-member.ts'
import { type KeyOfRejected, keyOfRejected } from './key-of-rejected.ts'
import type { MemberColumns } from './member-columns.ts'
import type { References } from './references.ts'

/** One thing of a dimension: what the source says of it, and what stands in the warehouse. */
export interface Member {
  readonly natural: Cells
  rows: SourceRow[]
  versions: StoredVersion<number>[]
  /** The smart keys that its rows give, in their order; empty where keys are allotted. */
  smartKeys: number[]
}

/** Shared, and never pushed to: most members have no versions yet, or no smart key, and there are many of them. */
const none: never[] = []

/** All members of a load by natural key: the pairing of source rows and stored versions by hash. */
export class Members {
  readonly #byKey = new Map<string | number, Member>()
  readonly #keyOf: KeyOf
  readonly #keyParts: number
  readonly #inSource: Member[] = []
  readonly #raws: RawRow[] = []
  readonly #layout: SourceLayout
  readonly #conform: ConformMember
  readonly #keyOfRejected: KeyOfRejected
  readonly #rejected = new Set<Member>()
  #nameless = false
  readonly rejects: RejectedRow[] = []
  read = 0

  constructor(
    dimension: DimensionShape,
    columns: MemberColumns,
    layout: SourceLayout,
    limits: Limits,
    references: References | null,
  ) {
    this.#layout = layout
    this.#keyParts = columns.natural.length
    this.#keyOf = compileKeyOf(this.#keyParts)
    this.#conform = conformMember(dimension, columns, layout, limits, references)
    this.#keyOfRejected = keyOfRejected(dimension, columns, layout, limits)
  }

  /** Members with source rows, in the order of their first ones. */
  get inSource(): readonly Member[] {
    return this.#inSource
  }

  /** Those of the source and those of the warehouse. */
  all(): Iterable<Member> {
    return this.#byKey.values()
  }

  add(batch: ExtractedBatch): void {
    this.read += batch.read
    this.rejects.push(...batch.rejects)
    for (const raw of batch.rejected) this.#present(raw === null ? 'unknown' : this.#keyOfRejected(raw))
    for (const raw of batch.rows) {
      const found = this.#conform(raw, this.#raws.length)
      if ('reject' in found) {
        this.rejects.push(found.reject)
        this.#present(found.natural)
        continue
      }
      this.#raws.push(raw)
      const member = this.#of(found.cells)
      if (member.rows.length === 0) this.#inSource.push(member)
      member.rows = added(member.rows, found.row)
      if (found.smartKey !== null) member.smartKeys = added(member.smartKeys, found.smartKey)
    }
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

  /** `natural`: cells that begin with the natural key. */
  addVersion(natural: Cells, version: StoredVersion<number>): void {
    const member = this.#of(natural)
    member.versions = added(member.versions, version)
  }

  #of(natural: Cells): Member {
    const key = this.#keyOf(natural)
    const known = this.#byKey.get(key)
    if (known !== undefined) return known
    const member = { natural: natural.slice(0, this.#keyParts), rows: none, versions: none, smartKeys: none }
    this.#byKey.set(key, member)
    return member
  }

  /** Before the warehouse is read once more. */
  forgetVersions(): void {
    for (const member of this.#byKey.values()) member.versions = none
  }

  /** The raw row behind `SourceRow.row`, for etl_reject. */
  json(row: number): string {
    return maskedJson(this.#raws[row] ?? [], this.#layout.columns)
  }
}

/** A list of one, as nearly all are, takes a quarter of the memory of an empty one that was pushed to. */
function added<T>(list: T[], item: T): T[] {
  if (list.length === 0) return [item]
  list.push(item)
  return list
}

import type { Cells, RawRow } from '../../../schema/index.ts'
import { compileKeyOf } from '../../lookup/key-of.ts'
import { Member } from '../member.ts'
import type { MemberSet } from '../member-set.ts'
import { RowMeter } from '../row-meter.ts'
import type { StoredVersions } from '../stored-versions.ts'
import { readStaged, type StagedRow } from './staged-rows.ts'

/** Some members, each whole. */
export class MemberPart implements MemberSet {
  readonly inSource: Member[] = []
  readonly rejects = []
  readonly unchanged = 0
  readonly sharedKeys: ReadonlySet<number>
  read = 0
  readonly #all: Member[] = []
  readonly #rejected = new Set<Member>()
  readonly #json = new Map<number, string>()
  readonly #nobodyGone: boolean

  /** `nobodyGone`: the source has rows whose member nobody can tell, or was not read whole. */
  constructor(sharedKeys: ReadonlySet<number>, nobodyGone: boolean) {
    this.sharedKeys = sharedKeys
    this.#nobodyGone = nobodyGone
  }

  /** `rows`: in any order. */
  add(member: Member, rows: readonly StagedRow[], isRejected: boolean): void {
    this.#all.push(member)
    if (isRejected) this.#rejected.add(member)
    if (rows.length > 0) this.inSource.push(member)
    for (const { row, smartKey, json } of rows.toSorted((a, b) => a.row.row - b.row.row)) {
      member.addRow(row)
      if (smartKey !== null) member.addSmartKey(smartKey)
      this.#json.set(row.row, json)
    }
    this.read += rows.length
  }

  all(): Iterable<Member> {
    return this.#all
  }

  isGone(member: Member): boolean {
    return member.rows.length === 0 && !this.#nobodyGone && !this.#rejected.has(member)
  }

  json(row: number): string {
    return this.#json.get(row) ?? ''
  }
}

/**
 * Puts rows of both sides, each member's next to each other (`StagedRows.ordered`), together to members, and gives these in parts of about so many
 * bytes. `versions`: is told of those of the warehouse.
 */
export async function* memberParts(
  batches: AsyncIterable<readonly RawRow[]>,
  stored: StoredVersions,
  keyParts: number,
  bytes: number,
  versions: RowMeter,
  newPart: () => MemberPart,
): AsyncGenerator<MemberPart, void, undefined> {
  const keyOf = compileKeyOf(keyParts)
  const rowAt = stored.columns.length
  let part = newPart()
  // A row's text becomes values, a version, what is to be written of them.
  const size = new RowMeter({ row: 570, text: 24 })
  let key: string | number | null = null
  let member = new Member([])
  let rows: StagedRow[] = []
  let isRejected = false
  for await (const batch of batches) {
    for (const raw of batch) {
      const natural: Cells = stored.natural(raw)
      const next = keyOf(natural)
      if (next !== key) {
        if (key !== null) part.add(member, rows, isRejected)
        if (size.bytes > bytes) {
          yield part
          part = newPart()
          size.forget()
        }
        ;[key, member, rows, isRejected] = [next, new Member(natural), [], false]
      }
      const text = raw[rowAt]
      size.add(raw)
      if (raw[keyParts] !== null) {
        versions.add(raw)
        member.addVersion(stored.version(raw))
      } else if (text === null) isRejected = true
      else rows.push(readStaged(String(text)))
    }
  }
  if (key !== null) part.add(member, rows, isRejected)
  yield part
}

import type { Session } from '../../engine/index.ts'
import { LoadError } from '../../errors/index.ts'
import type { RejectedRow, RoleMisses } from '../../log/index.ts'
import type { DimensionShape, OutriggerShape } from '../../model/index.ts'
import type { Cell, Cells, RawRow } from '../../schema/index.ts'
import type { LoadContext } from '../context.ts'
import type { SourceLayout } from '../extract/source-layout.ts'
import { missSentence } from '../fact/miss-sentence.ts'
import type { Same } from '../history/history-rules.ts'
import { Inferring, type MissingMembers } from '../lookup/inferring.ts'
import { readIndexToInfer } from '../lookup/read-index.ts'
import { type LookupIndex, REJECTED, Role } from '../lookup/role.ts'
import { roleInput } from '../lookup/role-input.ts'
import type { MemberColumns } from './member-columns.ts'
import { ownDate } from './own-date.ts'

interface ReferenceRole {
  readonly name: string
  readonly lookup: OutriggerShape
  readonly index: LookupIndex
  readonly role: Role
}

/** A dimension's references to others (KIMBALL.md, References in dimensions): looked up for each row's own date, compared by member. */
export class References implements AsyncDisposable {
  readonly #unit: string
  readonly #layout: SourceLayout
  readonly #roles: readonly ReferenceRole[]
  readonly #inferring: Inferring

  private constructor(unit: string, layout: SourceLayout, roles: readonly ReferenceRole[], inferring: Inferring) {
    this.#unit = unit
    this.#layout = layout
    this.#roles = roles
    this.#inferring = inferring
  }

  /** Reads the dimensions that are looked up; null where there are none. */
  static async read(
    dimension: DimensionShape,
    { attributes }: MemberColumns,
    layout: SourceLayout,
    session: Session,
    { warehouse, run, signal }: Pick<LoadContext, 'warehouse' | 'run' | 'signal'>,
  ): Promise<References | null> {
    const columns = attributes.filter(({ column }) => column.purpose === 'reference')
    if (columns.length === 0) return null
    const limits = warehouse.capabilities
    const indexes = new Map<string, LookupIndex>()
    const roles: ReferenceRole[] = []
    for (const { name } of columns) {
      const lookup = dimension.lookups[name]
      if (lookup === undefined) throw new Error(`${dimension.name} has no lookup for ${name}.`)
      const { table } = lookup.dimension
      const index = indexes.get(table.name) ?? (await readIndexToInfer(session, table, signal))
      indexes.set(table.name, index)
      const input = roleInput(dimension, lookup, layout, limits)
      const time = ownDate(dimension, layout, limits, run.executionTime)
      const role = new Role(lookup, table.history === undefined ? input : { ...input, time }, index)
      roles.push({ name, lookup, index, role })
    }
    return new References(dimension.name, layout, roles, new Inferring({ warehouse, run, signal }))
  }

  /** The surrogate keys that a row names, in the order of the columns; or why it is rejected. */
  resolve(raw: RawRow): Cells | Pick<RejectedRow, 'reason' | 'message'> {
    const keys: Cell[] = []
    for (const { name, lookup, role } of this.#roles) {
      const key = role.resolve(raw)
      if (key !== REJECTED) {
        keys.push(key)
        continue
      }
      const { miss } = missSentence(name, lookup, this.#layout, raw)
      if (lookup.missing !== 'fail') return { reason: 'missing-member', message: miss }
      throw new LoadError(
        'missing-member',
        `dimension ${this.#unit}: ${miss} Nothing was published, since ${name} is declared with missing: 'fail'. ` +
          `Load ${lookup.dimension.name} first, or choose 'unknown' or 'reject'.`,
        { fields: { unit: this.#unit, role: name } },
      )
    }
    return keys
  }

  /** Makes the members that these rows miss, where lookups say so. `fits`: whether a row will not be rejected for another column. */
  async infer(rows: readonly RawRow[], fits: (raw: RawRow) => boolean): Promise<void> {
    for (const { role, lookup, index } of this.#roles) {
      if (lookup.missing !== 'infer') continue
      const missing: MissingMembers = new Map()
      for (const raw of rows) {
        const member = role.wanted(raw)
        if (member === null || !fits(raw) || this.#roles.some((other) => other.role.rejects(raw))) continue
        missing.set(member.key, member.parts)
      }
      await this.#inferring.make(lookup.dimension, index, missing)
    }
  }

  /** Members made so far. */
  get inferred(): number {
    return this.#inferring.made
  }

  get misses(): Record<string, RoleMisses> {
    return Object.fromEntries(this.#roles.map(({ name, role }) => [name, { ...role.misses }]))
  }

  /** Before the same rows are looked up once more; members that were made for them stay made. */
  countAnew(): void {
    for (const { role } of this.#roles) role.countAnew()
  }

  /** For the rules of history: another version of the same member is no change. */
  sameMembers({ attributes }: MemberColumns): readonly (Same | undefined)[] {
    return attributes.map(({ name }) => {
      const role = this.#roles.find((one) => one.name === name)
      return role === undefined ? undefined : sameMember(role.index)
    })
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#inferring[Symbol.asyncDispose]()
  }
}

/** Asked for the first time when all rows are in, and with them all members that others made meanwhile. */
function sameMember(index: LookupIndex): Same {
  let members: ReadonlyMap<number, number> | null = null
  return (a, b) => {
    members ??= index.versions.members()
    const member = members.get(Number(a))
    return member !== undefined && member === members.get(Number(b))
  }
}

import { LoadError } from '../../errors/index.ts'
import type { RejectedRow, RoleMisses } from '../../log/index.ts'
import type { DimensionShape, LookupShape } from '../../model/index.ts'
import type { Cell, Cells, RawRow, TableShape } from '../../schema/index.ts'
import { type ConformRow, compileConform } from '../conform/compile-conform.ts'
import { maskedJson } from '../conform/masked-json.ts'
import { rowLimit, rowLimitSentence, shortened } from '../conform/row-limit.ts'
import { rowZone } from '../extract/conform-columns.ts'
import type { ExtractedBatch } from '../extract/extract.ts'
import type { MissingMembers } from '../lookup/inferring.ts'
import type { IndexKey } from '../lookup/member-index.ts'
import { REJECTED, UNKNOWN } from '../lookup/role.ts'
import { readableKey } from '../readable-key.ts'
import type { ResolvedChunk } from './batch.ts'
import { missSentence } from './miss-sentence.ts'
import { type ResolvedRole, resolvedRoles } from './resolved-roles.ts'
import type { ResolverParts } from './resolver-parts.ts'

/** Source rows → rows of the fact's table, by conform and lookups. No I/O. */
export class FactResolver {
  readonly #parts: ResolverParts
  readonly #conform: ConformRow
  readonly #conformGrain: ConformRow
  readonly #tooLarge: ReturnType<typeof rowLimit>
  readonly #roles: readonly ResolvedRole[]
  readonly #inferring: readonly ResolvedRole[]
  /** A row before it is filled: the audit columns are the same in all. */
  readonly #blank: readonly Cell[]

  constructor(parts: ResolverParts) {
    const { columns, fact, limits, run } = parts
    const zone = rowZone(fact.source)
    this.#parts = parts
    this.#conform = compileConform(columns.conformed, limits, zone)
    this.#conformGrain = compileConform(columns.grain, limits, zone)
    this.#tooLarge = rowLimit([...columns.table, ...columns.order], limits.rowBytes)
    this.#roles = resolvedRoles(parts)
    this.#inferring = this.#roles.filter(({ lookup }) => lookup.missing === 'infer')
    this.#blank = [
      ...columns.table.map(({ column }) => (column.purpose === 'audit' ? run : null)),
      ...columns.order.map(() => null),
    ]
  }

  /** How the lookups of each role ended so far. */
  get misses(): Record<string, RoleMisses> {
    return Object.fromEntries(this.#roles.map(({ name, role }) => [name, { ...role.misses }]))
  }

  /** Adds the natural keys that these rows look up in a dimension, each once. */
  addKeys(table: TableShape, rows: readonly RawRow[], keys: Map<IndexKey, Cells>): void {
    for (const { lookup, role } of this.#roles) {
      if (lookup.dimension.table.name !== table.name) continue
      for (const raw of rows) {
        const key = role.asked(raw)
        if (key !== null && !keys.has(key)) keys.set(key, role.parts(raw))
      }
    }
  }

  /** The members to infer before these rows can be resolved, by dimension; rows that will be rejected ask for none. */
  wanted(batch: ExtractedBatch): ReadonlyMap<DimensionShape, MissingMembers> {
    const missing = new Map<DimensionShape, MissingMembers>()
    if (this.#inferring.length === 0) return missing
    for (const raw of batch.rows) {
      const found = this.#inferring.flatMap(({ role, lookup }) => {
        const member = role.wanted(raw)
        return member === null ? [] : [{ dimension: lookup.dimension, member }]
      })
      if (found.length === 0 || this.#isRejected(raw)) continue
      for (const { dimension, member } of found) {
        const members = missing.get(dimension) ?? new Map()
        missing.set(dimension, members.set(member.key, member.parts))
      }
    }
    return missing
  }

  #isRejected(raw: RawRow): boolean {
    return this.#conform(raw, this.#blank.slice()) !== null || this.#roles.some(({ role }) => role.rejects(raw))
  }

  resolve(batch: ExtractedBatch): ResolvedChunk {
    const rows: Cells[] = []
    const rejects = [...batch.rejects]
    for (const raw of batch.rows) {
      const row = this.#row(raw)
      if (Array.isArray(row)) rows.push(row)
      else rejects.push(row as RejectedRow)
    }
    const { read, end, found } = batch
    return { read, rows, rejects, ...(end === undefined ? {} : { end }), ...(found === undefined ? {} : { found }) }
  }

  #row(raw: RawRow): Cells | RejectedRow {
    const cells = this.#blank.slice()
    const unfit = this.#conform(raw, cells)
    if (unfit !== null) return this.#reject(raw, unfit.reason, unfit.message)
    const tooLarge = this.#tooLarge?.(cells) ?? null
    if (tooLarge !== null) {
      const sentence = rowLimitSentence(tooLarge, this.#parts.limits.rowBytes ?? 0)
      return this.#reject(raw, 'type', sentence, shortened(raw))
    }
    let unknown = false
    for (const resolved of this.#roles) {
      const key = resolved.role.resolve(raw)
      if (key === REJECTED) return this.#missed(raw, resolved)
      if (key === UNKNOWN) unknown = true
      cells[resolved.at] = key
    }
    if (unknown) this.#parts.misses?.add(this.#rolesWith(cells, UNKNOWN), raw)
    return cells
  }

  #rolesWith(cells: Cells, key: number): readonly (readonly [string, LookupShape])[] {
    return this.#roles.flatMap(({ name, at, lookup }) => (cells[at] === key ? [[name, lookup] as const] : []))
  }

  #missed(raw: RawRow, { name, lookup, role }: ResolvedRole): RejectedRow {
    const { fact, layout } = this.#parts
    const sentence = missSentence(name, lookup, layout, raw)
    if (role.isTimeUnfit(raw)) return this.#reject(raw, 'type', sentence.time)
    if (lookup.missing !== 'fail') return this.#reject(raw, 'missing-member', sentence.miss)
    throw new LoadError(
      'missing-member',
      `fact ${fact.name}: ${sentence.miss} Nothing was published, since ${name} is declared with missing: 'fail'. ` +
        `Load ${lookup.dimension.name} first, or choose 'unknown' or 'reject'.`,
      { fields: { unit: fact.name, role: name } },
    )
  }

  #reject(raw: RawRow, reason: RejectedRow['reason'], message: string, told: RawRow = raw): RejectedRow {
    const { columns, layout } = this.#parts
    const cells: Cell[] = []
    const known = this.#conformGrain(raw, cells) === null
    const grain = columns.grain.map(({ target }) => target)
    return { reason, key: known ? readableKey(grain, cells) : null, row: maskedJson(told, layout.columns), message }
  }
}

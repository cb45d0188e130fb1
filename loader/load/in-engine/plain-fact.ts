import type { Dialect } from '../../engine/index.ts'
import { type FactShape, own } from '../../model/index.ts'
import type { NamedColumn } from '../../schema/index.ts'
import type { SourceLayout } from '../extract/source-layout.ts'
import type { FactColumns } from '../fact/fact-columns.ts'
import { selectFrom } from '../star/select-from.ts'
import { type PlainRole, plainRole } from './plain-role.ts'
import { plainValue, type StagedColumns, whenThere } from './plain-value.ts'

/** A fact's rows made by joins, where a source row is plain: where SQL makes of it what conform and lookups do. */
export interface PlainFact {
  /** Plain rows of `stage` → rows of `target`, the fact's table. */
  insert(stage: string, target: string, run: number): string
  /** Of rows made: two numbers a role, Unknown and Not applicable, in the order of `roles`. */
  countReserved(target: string): string
  /** A number a role of `roles`: rows made for which the first version answers; null where none can. */
  countBeforeFirst(stage: string): string | null
  /** How many others there are. */
  countRest(stage: string): string
  /** The others as their source gives them, in its order; and all of them. */
  readRest(stage: string): string
  readAll(stage: string): string
  readonly roles: readonly string[]
}

/** Null where the types of the source are not plain. */
export function plainFact(
  fact: FactShape,
  columns: FactColumns,
  layout: SourceLayout,
  staged: StagedColumns,
  dialect: Dialect,
): PlainFact | null {
  const { setBased } = dialect
  if (setBased === null || layout.columns.some(({ name }) => !staged.has(name))) return null
  const quote = (name: string) => dialect.quote(name)
  const sql = { setBased, quote }
  const cells = new Map<number, string>()
  const conditions: (string | null)[] = []
  for (const conformed of columns.conformed) {
    const plain = plainValue(conformed, staged, sql)
    if (plain === null || conformed.to === undefined) return null
    cells.set(conformed.to, plain.value)
    conditions.push(
      conformed.target.column.nullable ? whenThere(plain) : `${plain.raw} IS NOT NULL`,
      needed(conformed.target, plain.when),
    )
  }
  const roles: { readonly name: string; readonly at: number; readonly strict: boolean; readonly role: PlainRole }[] = []
  for (const [place, { name, at }] of columns.roles.entries()) {
    const lookup = own(fact.lookups, name)
    const role = lookup === undefined ? null : plainRole(lookup, layout, staged, sql, place)
    if (lookup === undefined || role === null) return null
    roles.push({ name, at, role, strict: lookup.missing !== 'unknown' })
    conditions.push(...role.when)
  }
  const inputs = roles.flatMap(({ role }) => role.inputs)
  const isPlain = `COALESCE(${['TRUE', ...conditions.filter((condition) => condition !== null)].join(' AND ')}, FALSE)`
  const order = setBased.stagedOrder
  const names = columns.table.map(({ name }) => quote(name)).join(', ')
  const strict = roles.filter((role) => role.strict)

  /** Plain rows with what their lookups find; those that miss where that is not answered by Unknown fall out. */
  const found = (stage: string, values: readonly string[], given: readonly string[]) => {
    const p = [...values, ...inputs.map(([name, expression]) => `${expression} AS ${name}`)]
    const rows = `(SELECT ${p.length === 0 ? order : p.join(', ')} FROM ${quote(stage)} WHERE ${isPlain}) AS p`
    const joined = `FROM ${rows} ${roles.map(({ role }) => role.joins).join(' ')}`
    const matched = strict.map(({ role }) => `${role.key} <> -1`)
    return `SELECT ${given.join(', ')} ${joined}${matched.length === 0 ? '' : ` WHERE ${matched.join(' AND ')}`}`
  }
  const read = (stage: string) =>
    selectFrom(
      dialect,
      stage,
      layout.columns.map(({ name }) => name),
    )
  const rest = (stage: string) =>
    strict.length === 0 ? `NOT ${isPlain}` : `${order} NOT IN (${found(stage, [`${order} AS r`], ['p.r'])})`

  return {
    roles: roles.map(({ name }) => name),
    insert(stage, target, run) {
      const values = [...cells].map(([to, value]) => `${value} AS c${to}`)
      const given = columns.table.map(({ column }, at) => {
        if (cells.has(at)) return `p.c${at}`
        const role = roles.find((one) => one.at === at)
        return role === undefined ? String(column.purpose === 'audit' ? run : 'NULL') : role.role.key
      })
      return `INSERT INTO ${quote(target)} (${names}) ${found(stage, values, given)}`
    },
    countReserved(target) {
      const counts = roles.flatMap(({ name }) =>
        [-1, -2].map((key) => `COUNT(CASE WHEN ${quote(name)} = ${key} THEN 1 END)`),
      )
      return `SELECT ${['COUNT(*)', ...counts].join(', ')} FROM ${quote(target)}`
    },
    countBeforeFirst(stage) {
      if (roles.every(({ role }) => role.beforeFirst === null)) return null
      return found(
        stage,
        [],
        roles.map(({ role }) => `COUNT(CASE WHEN ${role.beforeFirst ?? 'FALSE'} THEN 1 END)`),
      )
    },
    countRest: (stage) => `SELECT COUNT(*) FROM ${quote(stage)} WHERE ${rest(stage)}`,
    readRest: (stage) => `${read(stage)} WHERE ${rest(stage)} ORDER BY ${order}`,
    readAll: (stage) => `${read(stage)} ORDER BY ${order}`,
  }
}

function needed({ column }: NamedColumn, when: string | null): string | null {
  return column.nullable || when === null ? null : `(${when})`
}

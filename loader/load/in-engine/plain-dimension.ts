import type { Dialect } from '../../engine/index.ts'
import { type DimensionShape, own } from '../../model/index.ts'
import type { ColumnShape } from '../../schema/index.ts'
import type { MemberColumns } from '../dimension/member-columns.ts'
import { asTime, into } from '../extract/conform-columns.ts'
import type { SourceLayout } from '../extract/source-layout.ts'
import { bounds } from '../history/bounds.ts'
import type { HistoryRules } from '../history/history-rules.ts'
import { namedColumns } from '../star/named-columns.ts'
import { type PlainValue, plainValue, type StagedColumns, whenThere } from './plain-value.ts'

/** A dimension's load by joins, where each of its source rows is plain: the only one of its member, who is new or stays as it is. */
export interface PlainDimension {
  /** Two numbers: members whose plain row makes them new, and those whose row changes nothing. Rows of one member count once. */
  count(stage: string): string
  /** New members, in the order of their rows, with keys from `first` on. */
  insert(stage: string, first: number, run: number): string
}

/** Why a dimension's rows travel, whatever they are; null: they need not. */
export function whyByMember(dimension: DimensionShape): string | null {
  if (dimension.smartKey !== undefined) return 'the source gives the key'
  if (Object.keys(dimension.lookups).length > 0) return 'it refers to another dimension'
  if (dimension.effectiveTo !== undefined) return 'the source ends versions'
  return dimension.deletes === 'ignore' ? null : 'members may be gone'
}

/** Null where the types of the source are not plain. */
export function plainDimension(
  dimension: DimensionShape,
  { natural, attributes, key }: MemberColumns,
  layout: SourceLayout,
  rules: Pick<HistoryRules, 'executionTime' | 'lastStart'>,
  staged: StagedColumns,
  dialect: Dialect,
): PlainDimension | null {
  const { setBased } = dialect
  if (setBased === null || natural.length === 0) return null
  const { table, effectiveFrom } = dimension
  const quote = (name: string) => dialect.quote(name)
  const cells = new Map<string, PlainValue>()
  for (const target of [...natural, ...attributes]) {
    const source = own(dimension.natural, target.name) ?? own(dimension.attributes, target.name)?.from ?? ''
    const plain = plainValue(into(layout, source, target), staged, { setBased, quote })
    if (plain === null) return null
    cells.set(target.name, plain)
  }
  const since =
    effectiveFrom === undefined ? null : plainValue(asTime(layout, effectiveFrom), staged, { setBased, quote })
  if (since === null && effectiveFrom !== undefined) return null

  const moment = (text: string) => `CAST('${text}' AS ${dialect.type(timestamp)})`
  const { beginning, openEnd } = bounds('microsecond')
  const begin = since === null ? moment(rules.executionTime) : `CAST(${since.value} AS ${dialect.type(timestamp)})`
  const isNatural = new Set(natural.map(({ name }) => name))
  const conditions = [...cells].flatMap(([name, plain]) => {
    const needed = isNatural.has(name) || table.columns[name]?.nullable === false
    return needed ? [`${plain.raw} IS NOT NULL`, plain.when] : [whenThere(plain)]
  })
  const times = since === null ? [] : [`${since.raw} IS NOT NULL`, since.when]
  const isPlain = `COALESCE(${[...conditions, ...times].map((one) => (one === null ? 'TRUE' : `(${one})`)).join(' AND ')}, FALSE)`

  const columns = [...cells.keys()].map((name, at) => ({ name, alias: `c${at}` }))
  const alias = (name: string) => columns.find((one) => one.name === name)?.alias
  const order = setBased.stagedOrder
  const rows = (stage: string) => {
    const values = columns.map(({ name, alias }) => `${cells.get(name)?.value} AS ${alias}`)
    return `(SELECT ${order} AS r, ${begin} AS f, ${values.join(', ')} FROM ${quote(stage)} WHERE ${isPlain}) AS p`
  }
  const timed = table.history !== undefined
  const list = natural.map(({ name }) => quote(name)).join(', ')
  const isInferred = table.columns['is_inferred'] !== undefined
  const stored = [
    ...columns.map(({ name, alias }) => `${quote(name)} AS ${alias}`),
    ...(timed ? ['valid_from AS b', 'valid_to AS e'] : []),
    ...(isInferred ? ['is_inferred AS i'] : []),
  ]
  const last = `ROW_NUMBER() OVER (PARTITION BY ${list}${timed ? ' ORDER BY valid_from DESC' : ''}) AS place`
  const latest =
    `(SELECT * FROM (SELECT ${quote(key.name)} AS k, ${[...stored, last].join(', ')} FROM ${quote(table.name)} ` +
    `WHERE ${quote(key.name)} > 0) AS ranked WHERE place = 1) AS v`
  const paired = `LEFT JOIN ${latest} ON ${natural.map(({ name }) => `v.${alias(name)} = p.${alias(name)}`).join(' AND ')}`

  // As `newMember` and `isUnchanged` tell it of one row; what they tell of an ended version is not asked.
  const inTime = `p.f >= ${moment(beginning)} AND p.f <= ${moment(rules.lastStart)} AND p.f < ${moment(openEnd.slice(0, 10))}`
  const equal = attributes.map(({ name }) => dialect.nullSafeEqual(`v.${alias(name)}`, `p.${alias(name)}`))
  const isOpen = timed
    ? [`p.f >= v.b`, `v.e = CAST('${bounds(table.history).openEnd}' AS ${endType(dialect, table.history)})`]
    : []
  const isUnchanged = ['v.k IS NOT NULL', inTime, ...isOpen, ...(isInferred ? ['NOT v.i'] : []), ...equal].join(' AND ')
  const isNew = `v.k IS NULL AND ${inTime}`
  const once = natural.map(({ name }) => `p.${alias(name)}`).join(', ')

  return {
    count: (stage) =>
      `SELECT COALESCE(SUM(new_ones), 0), COALESCE(SUM(unchanged), 0) FROM (SELECT MAX(CASE WHEN ${isNew} THEN 1 ELSE 0 END) AS new_ones, ` +
      `MAX(CASE WHEN ${isUnchanged} THEN 1 ELSE 0 END) AS unchanged FROM ${rows(stage)} ${paired} GROUP BY ${once}) AS members`,
    insert(stage, first, run) {
      const given = namedColumns(table).map(({ name, column }) => {
        if (column.purpose === 'key') return `${first - 1} + ROW_NUMBER() OVER (ORDER BY p.r)`
        if (cells.has(name)) return `p.${alias(name)}`
        if (column.purpose === 'audit') return String(run)
        return name === 'is_inferred' ? 'FALSE' : historyCell(name, dialect, table.history)
      })
      const names = namedColumns(table).map(({ name }) => quote(name))
      return `INSERT INTO ${quote(table.name)} (${names.join(', ')}) SELECT ${given.join(', ')} FROM ${rows(stage)} ${paired} WHERE v.k IS NULL`
    },
  }
}

const timestamp: ColumnShape = { kind: 'timestamp', nullable: false, purpose: 'attribute' }
const date: ColumnShape = { kind: 'date', nullable: false, purpose: 'attribute' }

function endType(dialect: Dialect, history: 'microsecond' | 'day' | undefined): string {
  return dialect.type(history === 'day' ? date : timestamp)
}

/** Of a first version without an end. */
function historyCell(name: string, dialect: Dialect, history: 'microsecond' | 'day' | undefined): string {
  switch (name) {
    case 'valid_from':
      return `CAST(p.f AS ${endType(dialect, history)})`
    case 'valid_to':
      return `CAST('${bounds(history).openEnd}' AS ${endType(dialect, history)})`
    case 'is_current':
      return 'TRUE'
    default:
      return '1'
  }
}

import type { Dialect } from '../../engine/index.ts'
import type { ColumnShape, Kind } from '../../schema/index.ts'

/** A column type as a catalog tells it. */
export type TypeShape = Pick<ColumnShape, 'kind' | 'length' | 'precision' | 'scale'>

const plain: readonly Kind[] = ['boolean', 'integer', 'bigint', 'double', 'text', 'date', 'time', 'timestamp', 'json']

/** The type that this dialect writes so; null: none of ours. Where two are written alike (`longtext`) either will do. */
export function shapeOfType(dialect: Dialect, type: string): TypeShape | null {
  const [first = 0, second = 0] = [...type.matchAll(/\d+/g)].map(Number)
  const shapes: readonly TypeShape[] = [
    ...plain.map((kind) => ({ kind })),
    { kind: 'varchar', length: first },
    { kind: 'binary', length: first },
    { kind: 'decimal', precision: first, scale: second },
  ]
  return shapes.find((shape) => dialect.type({ ...shape, nullable: true, purpose: 'attribute' }) === type) ?? null
}

/** 'wider' holds every value of the former; a condition tells the values that would be lost; null: no way from one to the other. */
export type TypeChange = 'wider' | { readonly lost: string } | null

/** What becomes of a column's values when its type changes. `column`: the column as SQL, for the condition. */
export function typeChange(from: TypeShape, to: TypeShape, column: string): TypeChange {
  if (isNumber(from) && isNumber(to)) return numbers(from, to, column)
  if (to.kind === 'double' && from.kind === 'integer') return 'wider'
  if (isText(from) && isText(to)) return sizes(from, to, `CHAR_LENGTH(${column})`)
  if (from.kind === 'binary' && to.kind === 'binary') return sizes(from, to, `OCTET_LENGTH(${column})`)
  return null
}

function sizes({ length: from = Number.POSITIVE_INFINITY }: TypeShape, to: TypeShape, size: string): TypeChange {
  const { length = Number.POSITIVE_INFINITY } = to
  return length >= from ? 'wider' : { lost: `${size} > ${length}` }
}

function numbers(from: TypeShape, to: TypeShape, column: string): TypeChange {
  const [had, has] = [digits(from), digits(to)]
  const whole = to.kind === 'decimal' ? has.whole >= had.whole : rank(to) >= rank(from)
  const fraction = has.fraction >= had.fraction
  if (whole && fraction) return 'wider'
  const [least, most] = range(to)
  return {
    lost: [
      ...(whole ? [] : [`${column} < ${least} OR ${column} > ${most}`]),
      ...(fraction ? [] : [`${column} <> ROUND(${column}, ${has.fraction})`]),
    ].join(' OR '),
  }
}

/** Most digits before and after the point. */
function digits({ kind, precision = 18, scale = 0 }: TypeShape): { readonly whole: number; readonly fraction: number } {
  if (kind === 'integer') return { whole: 10, fraction: 0 }
  return kind === 'bigint' ? { whole: 19, fraction: 0 } : { whole: precision - scale, fraction: scale }
}

/** Among whole numbers; a decimal may hold more than any of them, unless its digits are too few. */
function rank(shape: TypeShape): number {
  if (shape.kind !== 'decimal') return shape.kind === 'integer' ? 1 : 2
  const { whole } = digits(shape)
  return whole < 10 ? 1 : whole < 19 ? 2 : 3
}

function range(shape: TypeShape): readonly [least: string, most: string] {
  if (shape.kind === 'integer') return ['-2147483648', '2147483647']
  // Written as a sum: as one literal its absolute value is no bigint.
  if (shape.kind === 'bigint') return ['(-9223372036854775807 - 1)', '9223372036854775807']
  const { whole, fraction } = digits(shape)
  const most = `${'9'.repeat(whole) || '0'}${fraction > 0 ? `.${'9'.repeat(fraction)}` : ''}`
  return [`-${most}`, most]
}

function isNumber({ kind }: TypeShape): boolean {
  return kind === 'integer' || kind === 'bigint' || kind === 'decimal'
}

/** varchar and text. */
export function isText({ kind }: TypeShape): boolean {
  return kind === 'varchar' || kind === 'text'
}

import { type Cell, type ColumnShape, isClock, isDay } from '../../schema/index.ts'
import { own } from '../own.ts'
import type { DimensionShape } from '../shapes.ts'
import { typeText } from './misfits.ts'

/** Values of the reserved members that their columns cannot hold. */
export function reservedFindings(
  place: string,
  { table, unknown, notApplicable, error }: DimensionShape,
): readonly string[] {
  return Object.entries({ unknown, notApplicable, error }).flatMap(([member, values]) =>
    Object.entries(values).flatMap(([name, value]) => {
      const column = own(table.columns, name)
      if (column?.purpose !== 'attribute')
        return [`${place}: ${member} names ${name}, which is no attribute of ${table.name}.`]
      return holds(column, value)
        ? []
        : [
            `${place}: ${member} gives ${name} ${JSON.stringify(value)}, and it is ${typeText(column)}${column.nullable ? '' : ' NOT NULL'}.`,
          ]
    }),
  )
}

function holds(column: ColumnShape, value: Cell): boolean {
  if (value === null) return column.nullable
  if (column.kind === 'boolean') return typeof value === 'boolean'
  if (column.kind === 'integer')
    return typeof value === 'number' && Math.trunc(value) === value && Math.abs(value) < 2 ** 31
  return typeof value === 'string' && holdsText(column, value)
}

function holdsText(column: ColumnShape, text: string): boolean {
  switch (column.kind) {
    case 'varchar':
      return text.isWellFormed() && [...text].length <= (column.length ?? 0)
    case 'text':
      return text.isWellFormed()
    case 'bigint':
      return /^-?\d{1,19}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text)
    case 'decimal':
      return holdsDecimal(column, text)
    case 'double':
      return text.trim() !== '' && Number.isFinite(Number(text))
    case 'date':
      return text.length === 10 && isDay(text)
    case 'time':
      return isClock(text, 0) && isFraction(text.slice(8))
    case 'timestamp':
      return (
        isDay(text) && (text.length === 10 || (text[10] === ' ' && isClock(text, 11) && isFraction(text.slice(19))))
      )
    case 'json':
      return isJson(text)
    case 'binary':
      return /^([0-9a-f]{2})*$/.test(text) && text.length / 2 <= (column.length ?? 0)
    default:
      return false
  }
}

function holdsDecimal({ precision = 0, scale = 0 }: ColumnShape, text: string): boolean {
  const [, whole, fraction = ''] = /^-?0*(\d*)(?:\.(\d*?)0*)?$/.exec(text) ?? []
  return whole !== undefined && /\d/.test(text) && whole.length <= precision - scale && fraction.length <= scale
}

function isFraction(text: string): boolean {
  return /^(\.\d{1,6})?$/.test(text)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

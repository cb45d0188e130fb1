import { DefinitionError } from '../errors/index.ts'
import type { DimensionShape } from '../model/index.ts'
import type { Cell, Cells, ColumnShape, Kind } from '../schema/index.ts'
import { converter, type Limits } from './conform/converter.ts'
import { unfitSentence } from './conform/unfit-sentence.ts'
import { type Bounds, bounds } from './history/bounds.ts'

/** A member that facts point to where there is no other (KIMBALL.md, Reserved members). */
interface Reserved {
  readonly key: number
  /** What its text attributes say. */
  readonly word: string
  /** The option of a dimension that overrides its attributes. */
  readonly option: 'unknown' | 'notApplicable' | 'error'
}

const reserved: readonly Reserved[] = [
  { key: -1, word: 'Unknown', option: 'unknown' },
  { key: -2, word: 'Not applicable', option: 'notApplicable' },
  { key: -3, word: 'Error', option: 'error' },
]

/** The surrogate keys of Unknown, Not applicable and Error. */
export const reservedKeys: readonly number[] = reserved.map(({ key }) => key)

/** What stands in a NOT NULL column of each type; text has the member's word instead. */
const zeros: Readonly<Record<Exclude<Kind, 'varchar' | 'text'>, Cell>> = {
  boolean: false,
  integer: 0,
  bigint: '0',
  decimal: '0',
  double: '0',
  date: bounds('day').beginning,
  time: '00:00:00.000000',
  timestamp: bounds('microsecond').beginning,
  json: 'null',
  binary: '',
}

/**
 * The rows of a dimension's reserved members, by its table's columns in DDL order. `run`: the run that inserts them. Throws DefinitionError
 * 'reserved-value' for an override that is no attribute of the table or does not fit its column.
 */
export function reservedMembers(dimension: DimensionShape, run: number, limits: Limits): readonly Cells[] {
  const { columns, history } = dimension.table
  return reserved.map((member) => {
    const overrides = conformed(dimension, member, limits)
    const ofHistory = historyCells(bounds(history))
    return Object.entries(columns).map(([name, column]) => {
      switch (column.purpose) {
        case 'key':
        // A reference to another dimension points to the member of the same meaning.
        case 'reference':
          return member.key
        case 'natural':
          return null
        case 'history':
          return ofHistory[name] ?? null
        case 'audit':
          return run
        case 'inferred':
          return false
        default:
          return overrides.has(name) ? (overrides.get(name) ?? null) : without(column, member.word)
      }
    })
  })
}

/** One open version of all time. */
function historyCells({ beginning, openEnd }: Bounds): Readonly<Record<string, Cell>> {
  return { valid_from: beginning, valid_to: openEnd, is_current: true, version: 1 }
}

/** What an attribute holds that no source has given a value. */
function without(column: ColumnShape, word: string): Cell {
  const { kind, nullable, length, scale = 0 } = column
  if (kind === 'varchar' || kind === 'text') return word.slice(0, length)
  if (nullable) return null
  return kind === 'decimal' && scale > 0 ? `0.${'0'.repeat(scale)}` : zeros[kind]
}

/** A member's overrides as canonical cells. */
function conformed(dimension: DimensionShape, { option }: Reserved, limits: Limits): ReadonlyMap<string, Cell> {
  const { name: unit, table } = dimension
  const cells = new Map<string, Cell>()
  for (const [name, value] of Object.entries(dimension[option])) {
    const refuse = (what: string) =>
      new DefinitionError('reserved-value', `In dimension ${unit}, ${option}: ${what} Correct it in the definition.`, {
        fields: { unit, option, column: name },
      })
    const column = table.columns[name]
    if (column?.purpose !== 'attribute') throw refuse(`${name} is no attribute of ${table.name}.`)
    const cell = value === null ? null : converter(column, limits)(value)
    if (cell === undefined || (cell === null && !column.nullable)) {
      throw refuse(unfitSentence({ at: 0, target: { name, column } }, value, limits))
    }
    cells.set(name, cell)
  }
  return cells
}

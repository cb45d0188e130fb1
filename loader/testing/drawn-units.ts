import { DefinitionError } from '../errors/index.ts'
import type { DimensionShape, FactShape, UnitDefinition } from '../model/index.ts'
import type { Cell, TableShape } from '../schema/index.ts'
import type { DrawnTable } from './drawn-table.ts'
import { drawnMoment, givenValue } from './drawn-value.ts'

type Rows = readonly Readonly<Record<string, Cell>>[]

/** Units whose sources give what was drawn, in place of what their queries would. */
export interface DrawnUnits {
  readonly units: readonly UnitDefinition[]
  /** What a unit's source gives from now on. */
  draw(unit: string, table: DrawnTable): void
  /** A unit by its name. Throws DefinitionError 'bad-drawing'. */
  named(name: string): UnitDefinition
  /** The table of a unit, or of a dimension that one of them looks up. Throws DefinitionError 'bad-drawing'. */
  ownerOf(table: string): UnitDefinition
}

export function drawnUnits(given: readonly UnitDefinition[]): DrawnUnits {
  const drawn = new Map<string, Rows>()
  const made = new Map<UnitDefinition, UnitDefinition>()
  const standIn = <U extends UnitDefinition>(unit: U): U => {
    const known = made.get(unit)
    // The stand-in is of the unit's own kind: only source and lookups differ.
    if (known !== undefined) return known as U
    const copy = Object.freeze({ ...unit, source: sourceOf(unit, drawn), ...lookupsOf(unit, standIn) }) as unknown as U
    made.set(unit, copy)
    return copy
  }
  const units = given.map(standIn)
  const all = () => [...made.values()]
  return {
    units,
    draw(name, table) {
      drawn.set(
        name,
        rowsOf(
          find(units, name, (unit) => unit.name),
          table,
        ),
      )
    },
    named: (name) => find(units, name, (unit) => unit.name),
    ownerOf: (table) => find(all(), table, (unit) => unit.table.name),
  }
}

function lookupsOf(
  unit: UnitDefinition,
  standIn: (unit: DimensionShape) => DimensionShape,
): { readonly lookups?: FactShape['lookups'] } {
  if (!('lookups' in unit)) return {}
  const lookups = Object.entries(unit.lookups).map(([role, lookup]) => [
    role,
    { ...lookup, dimension: standIn(lookup.dimension) },
  ])
  return { lookups: Object.fromEntries(lookups) }
}

/** Generated rows stay; a query gives way to the drawing. */
function sourceOf(unit: UnitDefinition, drawn: ReadonlyMap<string, Rows>): UnitDefinition['source'] {
  const { source, name } = unit
  const own = source.rows
  const { sql: _sql, partition: _partition, ...rest } = source
  return Object.freeze({
    ...rest,
    rows: () => {
      const rows = drawn.get(name) ?? own?.()
      if (rows !== undefined) return rows
      throw new DefinitionError(
        'bad-drawing',
        `${name} is loaded before its source was drawn: put "source ${name}" and a table before the load.`,
      )
    },
  })
}

/** Columns that were not drawn are NULL, where they may be. */
function rowsOf({ name, source }: UnitDefinition, { columns, rows, open }: DrawnTable): Rows {
  const declared = Object.entries(source.columns)
  const strange = columns.filter((column) => !Object.hasOwn(source.columns, column))
  const missing = declared.filter(([column, { nullable }]) => !nullable && !columns.includes(column))
  if (open || strange.length > 0 || missing.length > 0) {
    const why = open
      ? 'its rows are drawn whole, without ...'
      : strange.length > 0
        ? `it has no column ${strange.join(', ')}; there are ${Object.keys(source.columns).join(', ')}`
        : `${missing.map(([column]) => column).join(', ')} may not be NULL, and is not drawn`
    throw new DefinitionError('bad-drawing', `The source of ${name}: ${why}.`)
  }
  return rows.map((cells) =>
    Object.fromEntries(
      declared.map(([column, { kind }]) => {
        const cell = cells[columns.indexOf(column)]
        const value = cell === undefined ? null : givenValue(cell)
        return [column, kind === 'timestamp' && typeof value === 'string' ? drawnMoment(value) : value]
      }),
    ),
  )
}

function find(
  units: readonly UnitDefinition[],
  name: string,
  nameOf: (unit: UnitDefinition) => string,
): UnitDefinition {
  const unit = units.find((one) => nameOf(one) === name)
  if (unit !== undefined) return unit
  throw new DefinitionError(
    'bad-drawing',
    `There is no ${name} among what is tested; there are ${units.map(nameOf).join(', ')}.`,
  )
}

export function columnOf(table: TableShape, name: string): TableShape['columns'][string] {
  const column = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined
  if (column !== undefined) return column
  throw new DefinitionError(
    'bad-drawing',
    `${table.name} has no column ${name}; there are ${Object.keys(table.columns).join(', ')}.`,
  )
}

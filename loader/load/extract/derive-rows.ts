import { DefinitionError, LoadError } from '../../errors/index.ts'
import type { UnitDefinition } from '../../model/index.ts'
import type { Cell, RawRow } from '../../schema/index.ts'
import { compileConform, type Unfit } from '../conform/compile-conform.ts'
import type { ConformColumn } from '../conform/conform-column.ts'
import type { Limits } from '../conform/converter.ts'
import type { SourceLayout } from './source-layout.ts'

/** A raw row with the columns of `derive` added, its declared columns conformed (in UTC); or why it cannot be loaded. */
export type DeriveRow = (raw: RawRow) => RawRow | Unfit

/** Thrown by a column that `derive` reads although its value does not fit; a row is rejected only for a column that somebody reads. */
class Unreadable extends Error {
  readonly unfit: Unfit

  constructor(unfit: Unfit) {
    super(unfit.message)
    this.unfit = unfit
  }
}

export function deriveRows(
  unit: UnitDefinition,
  derive: NonNullable<UnitDefinition['source']['derive']>,
  layout: SourceLayout,
  limits: Limits,
): DeriveRow {
  const declared = layout.columns.flatMap(({ name }, at): readonly ConformColumn[] => {
    const column = layout.columns[at]?.declared?.column
    return column === undefined ? [] : [{ at, target: { name, column } }]
  })
  const names = declared.map(({ target }) => target.name)
  const local = declared.map(({ target }) => unit.source.zone !== undefined && target.column.kind === 'timestamp')
  const added = layout.columns.slice(declared.length).map(({ name }) => name)
  const { zone } = unit.source
  const conform = compileConform(declared, limits, zone)
  const single = declared.map((column) => compileConform([column], limits, zone))

  /** Cell by cell: what does not fit stays as it is and throws when `derive` reads it. */
  const partly = (raw: RawRow, row: Record<string, Cell>, cells: unknown[]): void => {
    const one: Cell[] = []
    for (const [at, name] of names.entries()) {
      const unfit = single[at]?.(raw, one) ?? null
      if (unfit === null) {
        row[name] = one[0] ?? null
        cells[at] = one[0]
      } else {
        // A local time without UTC equivalent must not pass for UTC when the row is conformed to its target.
        cells[at] = local[at] === true && typeof raw[at] === 'string' ? `${raw[at]} (${zone})` : raw[at]
        Object.defineProperty(row, name, {
          enumerable: true,
          get: () => {
            throw new Unreadable(unfit)
          },
        })
      }
    }
  }

  return (raw) => {
    const cells: unknown[] = []
    const row: Record<string, Cell> = {}
    // The cells are conformed ones until the values of derive are added, so conform may fill them.
    if (conform(raw, cells as Cell[]) === null) {
      for (let at = 0; at < names.length; at++) row[names[at] as string] = cells[at] as Cell
    } else partly(raw, row, cells)
    const values = call(unit, derive, row)
    if ('unfit' in values) return values.unfit
    for (const name of added) {
      const value = values.values[name]
      if (value === undefined) throw notDerived(unit, name)
      cells.push(value)
    }
    return cells
  }
}

function call(
  unit: UnitDefinition,
  derive: NonNullable<UnitDefinition['source']['derive']>,
  row: Readonly<Record<string, Cell>>,
): { readonly unfit: Unfit } | { readonly values: Readonly<Record<string, unknown>> } {
  try {
    const values: unknown = derive(row)
    if (isRow(values)) return { values }
    throw new Error('it gave back no object')
  } catch (error) {
    if (error instanceof Unreadable) return { unfit: error.unfit }
    throw new LoadError(
      'derive-failed',
      `The derive of ${unit.kind} ${unit.name} threw: ${error instanceof Error ? error.message : String(error)}. ` +
        'Correct it in the source, so that it answers for every row.',
      { cause: error },
    )
  }
}

function isRow(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function notDerived(unit: UnitDefinition, name: string): DefinitionError {
  return new DefinitionError(
    'not-derived',
    `${unit.kind} ${unit.name}: neither its source's columns nor derive give ${name}. Let derive return it for every row.`,
  )
}

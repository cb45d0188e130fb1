import type { Cell, Cells, NamedColumn } from '../../schema/index.ts'
import type { MemberColumns } from './member-columns.ts'

/** What a dimension's row is made of. */
export interface RowParts {
  readonly key: number
  readonly natural: Cells
  readonly version: {
    readonly from: string
    readonly to: string
    readonly version: number
    readonly values: Cells
    readonly inferred: boolean
  }
}

/** Compiles rows of some of a dimension's columns, in their order. `run`: who writes them. */
export function versionRow(
  columns: readonly NamedColumn[],
  { natural, attributes }: MemberColumns,
  openEnd: string,
  run: number,
): (parts: RowParts) => Cells {
  const cells = columns.map(({ name, column }) => {
    const naturalAt = natural.findIndex((one) => one.name === name)
    const attributeAt = attributes.findIndex((one) => one.name === name)
    return cellOf(name, column.purpose, naturalAt, attributeAt, openEnd, run)
  })
  return (parts) => cells.map((cell) => cell(parts))
}

function cellOf(
  name: string,
  purpose: NamedColumn['column']['purpose'],
  naturalAt: number,
  attributeAt: number,
  openEnd: string,
  run: number,
): (parts: RowParts) => Cell {
  switch (purpose) {
    case 'key':
      return ({ key }) => key
    case 'natural':
      return (parts) => parts.natural[naturalAt] ?? null
    case 'attribute':
    case 'reference':
      return ({ version }) => version.values[attributeAt] ?? null
    case 'history':
      return historyCell(name, openEnd)
    case 'audit':
      return () => run
    case 'inferred':
      return ({ version }) => version.inferred
    default:
      throw new Error(`A dimension's load cannot fill ${name}, a ${purpose} column.`)
  }
}

function historyCell(name: string, openEnd: string): (parts: RowParts) => Cell {
  switch (name) {
    case 'valid_from':
      return ({ version }) => version.from
    case 'valid_to':
      return ({ version }) => version.to
    case 'is_current':
      return ({ version }) => version.to === openEnd
    case 'version':
      return ({ version }) => version.version
    default:
      throw new Error(`${name} is no column of history().`)
  }
}

import { DefinitionError } from '../errors/index.ts'
import { type DrawnCell, drawnCells } from './drawn-cells.ts'

/** A table as text: `| id | name |`, a header and rows under it. */
export interface DrawnTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly DrawnCell[])[]
  /** Its last line is `...`: there may be further rows. */
  readonly open: boolean
}

/** Reads drawn lines. Throws DefinitionError 'bad-drawing' naming the line that does not fit its header. */
export function drawnTable(lines: readonly string[]): DrawnTable {
  const [head = '', ...below] = lines.map((line) => line.trim()).filter((line) => !/^[|\s:-]*$/.test(line))
  const columns = cellsOf(head).map(({ text }) => text)
  const twice = columns.find((name, at) => columns.indexOf(name) < at)
  if (twice !== undefined || columns.includes('')) {
    throw new DefinitionError(
      'bad-drawing',
      `${head}\nA header names each column once${twice === undefined ? '' : `, and ${twice} stands there twice`}.`,
    )
  }
  const open = below.at(-1) === '...'
  const rows = (open ? below.slice(0, -1) : below).map((line) => {
    const cells = cellsOf(line)
    if (cells.length === columns.length) return cells
    throw new DefinitionError(
      'bad-drawing',
      `${line}\nThis line has ${cells.length} cells, and its header ${columns.length}: ${columns.join(', ')}.`,
    )
  })
  return { columns, rows, open }
}

function cellsOf(line: string): readonly DrawnCell[] {
  if (line.startsWith('|') && line.endsWith('|') && line.length > 1) return drawnCells(line.slice(1, -1))
  throw new DefinitionError('bad-drawing', `${line}\nA line of a drawn table begins and ends with |.`)
}

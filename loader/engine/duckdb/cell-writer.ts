import type { ColumnShape } from '../../schema/index.ts'
import { fixedCells, integerCells } from './fixed-cells.ts'
import { parseDay, parseTime, parseTimestamp, scaledInteger } from './parse-cell.ts'
import { binaryCells, textCells } from './text-cells.ts'
import { type CellWriter, chunkRows } from './write-column.ts'

/** The writer of a column's canonical cells. Conform is the guard of values; here it is seen that nothing is stored other than it was sent. */
export function cellWriter(column: ColumnShape): CellWriter {
  switch (column.kind) {
    case 'boolean': {
      const memory = new Uint8Array(chunkRows)
      return fixedCells(memory, 1, (row, cell) => {
        memory[row] = cell === true ? 1 : 0
        return typeof cell === 'boolean'
      })
    }
    case 'integer': {
      const memory = new Int32Array(chunkRows)
      return fixedCells(memory, 4, (row, cell) => {
        memory[row] = cell as number
        return memory[row] === cell
      })
    }
    case 'double': {
      const memory = new Float64Array(chunkRows)
      return fixedCells(memory, 8, (row, cell) => {
        memory[row] = Number(cell)
        return typeof cell === 'string' && (cell === 'NaN' || (cell !== '' && !Number.isNaN(memory[row])))
      })
    }
    case 'bigint':
      return integerCells(8, (text) => {
        const value = scaledInteger(text, 19, 0)
        return typeof value === 'bigint' && BigInt.asIntN(64, value) !== value ? null : value
      })
    case 'decimal':
      return decimalCells(column.precision ?? 18, column.scale ?? 0)
    case 'date':
      return integerCells(4, (text) => exact(text.length === 10 ? parseDay(text) : Number.NaN))
    case 'time':
      return integerCells(8, (text) => exact(parseTime(text)))
    case 'timestamp':
      return integerCells(8, parseTimestamp)
    case 'binary':
      return binaryCells(column.length ?? Number.POSITIVE_INFINITY)
    case 'varchar':
    case 'text':
    case 'json':
      return textCells(column.length ?? Number.POSITIVE_INFINITY)
  }
}

/** DuckDB keeps a decimal as an integer of 16, 32, 64 or 128 bits, by its precision. */
function decimalCells(precision: number, scale: number): CellWriter {
  const width = precision <= 4 ? 2 : precision <= 9 ? 4 : precision <= 18 ? 8 : 16
  return integerCells(width, (text) => scaledInteger(text, precision, scale))
}

function exact(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

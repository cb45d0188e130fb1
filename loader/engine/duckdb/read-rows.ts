import {
  DuckDBBitValue,
  type DuckDBDataChunk,
  DuckDBIntervalValue,
  type DuckDBMaterializedResult,
  type DuckDBResult,
  DuckDBTimeNSValue,
  DuckDBTimeTZValue,
  DuckDBUUIDValue,
  type DuckDBValue,
} from '@duckdb/node-api'
import type { RawRow } from '../../schema/index.ts'
import { type ColumnReader, columnReader } from './read-column.ts'
import { resultMemory } from './result-column.ts'

/** Turns a result's chunks into rows; made once for a result. */
export function rowReader(result: DuckDBResult): (chunk: DuckDBDataChunk) => RawRow[] {
  const readers = result.columnTypes().map(columnReader)
  return (chunk) => {
    const count = chunk.rowCount
    const columns = readers.map((reader, index) => readColumn(chunk, index, count, reader))
    const rows: RawRow[] = new Array(count)
    const width = columns.length
    for (let row = 0; row < count; row += 1) {
      const values: unknown[] = new Array(width)
      for (let column = 0; column < width; column += 1) values[column] = (columns[column] as unknown[])[row]
      rows[row] = values
    }
    return rows
  }
}

/** All rows of a result that fits in memory. */
export function readAll(result: DuckDBMaterializedResult): readonly RawRow[] {
  const rowsOf = rowReader(result)
  return Array.from({ length: result.chunkCount }, (_, index) => rowsOf(result.getChunk(index))).flat()
}

function readColumn(chunk: DuckDBDataChunk, index: number, count: number, reader: ColumnReader | null): unknown[] {
  if (reader === null) return chunk.getColumnValues(index).map(ownText)
  return reader.read(resultMemory(chunk.chunk, index, count, reader.width))
}

/** Rare scalars as DuckDB prints them; a list, struct, map or the like stays an object, which conform rejects. */
function ownText(value: DuckDBValue): unknown {
  if (typeof value === 'bigint') return value.toString()
  return scalars.some((scalar) => value instanceof scalar) ? String(value) : value
}

const scalars = [DuckDBBitValue, DuckDBIntervalValue, DuckDBTimeNSValue, DuckDBTimeTZValue, DuckDBUUIDValue]

import type { RowBlock } from '../../engine/index.ts'
import type { RawRow } from '../../schema/index.ts'
import { blockPart } from './block-part.ts'
import type { ExtractedBatch } from './extracted-batch.ts'

/** Rows that are read in the order of a key, as values or as a block. */
export interface KeyedRows {
  readonly length: number
  cell(at: number, column: number): unknown
  isNull(at: number, column: number): boolean
  /** The rows of [from, to). */
  part(from: number, to: number): ExtractedBatch
}

export function keyedRows(rows: readonly RawRow[]): KeyedRows {
  return {
    length: rows.length,
    cell: (at, column) => rows[at]?.[column],
    isNull: (at, column) => rows[at]?.[column] === null || rows[at]?.[column] === undefined,
    part: (from, to) => wholeRows(from === 0 && to === rows.length ? rows : rows.slice(from, to)),
  }
}

export function keyedBlock(block: RowBlock): KeyedRows {
  const { printed } = block
  const cell = (at: number, column: number) => block.cell(at, column)
  return {
    length: block.length,
    cell,
    isNull: (at, column) => printed?.isNull(at, column) ?? cell(at, column) === null,
    part: (from, to) => wholeBlock(from === 0 && to === block.length ? block : blockPart(block, from, to)),
  }
}

export function wholeRows(rows: readonly RawRow[]): ExtractedBatch {
  return { read: rows.length, rows, rejects: [], rejected: [] }
}

export function wholeBlock(block: RowBlock): ExtractedBatch {
  return { read: block.length, rows: [], block, rejects: [], rejected: [] }
}

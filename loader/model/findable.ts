import type { ColumnShape, Kind } from '../schema/index.ts'

const findable: readonly Kind[] = ['boolean', 'integer', 'bigint', 'varchar', 'text', 'date', 'timestamp']

/** Whether a column's canonical text, bound again, finds the row that it came from. */
export function isFindable({ kind }: ColumnShape): boolean {
  return findable.includes(kind)
}

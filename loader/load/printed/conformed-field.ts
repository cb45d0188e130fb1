import { type LineColumn, mostOfText, type PrintedForm, putNull } from '../../engine/index.ts'
import { columnConverter } from '../conform/column-converter.ts'
import type { ConformColumn } from '../conform/conform-column.ts'
import type { Limits } from '../conform/converter.ts'
import type { Line } from './line.ts'
import type { Field } from './line-maker.ts'
import { putColumn } from './put-column.ts'
import { odd } from './put-printed.ts'

/** The field of a column that is conformed: copied where it can be, else the one value of it is made, conformed and put. */
export function conformedField(
  line: Line,
  column: ConformColumn,
  { put }: LineColumn,
  form: PrintedForm,
  limits: Limits,
  zone: string | undefined,
): Field {
  const convert = columnConverter(column, limits, zone)
  const { nullable } = column.target.column
  const again = (at: number): number => {
    const cell = convert(line.cell(column.at))
    if (cell === undefined || (cell === null && !nullable)) return odd
    const { room } = line
    if (cell === null) return putNull(room.bytes, at)
    // The fields that follow keep theirs.
    if (typeof cell === 'string') room.fit(at, mostOfText(cell) + line.need)
    return put(room.bytes, at, cell)
  }
  const copied = putColumn(column, form, zone)
  return { column: column.at, put: copied ?? (() => odd), again, nullable }
}

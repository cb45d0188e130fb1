import { type PrintedForm, putInteger } from '../../engine/index.ts'
import type { ColumnShape } from '../../schema/index.ts'
import type { LookupIndex, Role, RoleInput } from '../lookup/role.ts'
import { type FindPrinted, findNumber, findText } from './find-printed.ts'
import type { Line } from './line.ts'
import type { Field } from './line-maker.ts'
import { odd } from './put-printed.ts'

export interface PrintedRole {
  readonly role: Role
  readonly input: RoleInput
  readonly index: LookupIndex
  /** Of the dimension's natural key, where it is one column. */
  readonly natural: ColumnShape | undefined
  /** Of the source column that bears the key. */
  readonly source: ColumnShape | undefined
}

/** The field of a surrogate key. `forms`: of the source's columns. */
export function roleField(line: Line, printed: PrintedRole, forms: readonly PrintedForm[]): Field {
  const { role, input, index } = printed
  const find = finder(line, printed, forms[input.direct])
  const nullable = false
  const put = (at: number, key: number) => (key > 0 ? putInteger(line.room.bytes, at, key) : odd)
  if (find === null) return { column: -1, put: () => odd, again: (at) => put(at, role.found(line.values)), nullable }
  const field = { column: input.direct, again: () => odd, nullable }
  if (input.timeAt === undefined) {
    return {
      ...field,
      put(_, from, to, bytes, at) {
        const member = find(from, to)
        return member < 0 ? odd : putInteger(bytes, at, index.versions.latestKey(member))
      },
    }
  }
  const raw = timeReader(line, input.timeAt)
  return {
    ...field,
    put(_, from, to, _bytes, at) {
      const member = find(from, to)
      return member < 0 ? odd : put(at, role.foundVersion(member, raw()))
    },
  }
}

/** Null: the key is not what a cell's bytes say. */
function finder(
  line: Line,
  { input, index, natural, source }: PrintedRole,
  form: PrintedForm | undefined,
): FindPrinted | null {
  if (input.direct < 0 || form === undefined || form === 'other') return null
  if (natural?.kind === 'integer') return source?.kind === 'integer' ? findNumber(line, index) : null
  // Digits that a server gives as a number are no text.
  return form === 'text' || natural?.kind === 'bigint' ? findText(line, index, input.direct) : null
}

const longest = 32

/** A row of which the as-of value alone is there; it is made only where its bytes are others than in the row before. */
function timeReader(line: Line, timeAt: number): () => readonly unknown[] {
  const row: unknown[] = []
  const last = Buffer.alloc(longest)
  let length = -1
  return () => {
    const from = line.places[timeAt * 2] as number
    const to = line.places[timeAt * 2 + 1] as number
    if (from >= 0 && to - from === length && isSame(line.printed, from, last, length)) return row
    row[timeAt] = line.cell(timeAt)
    length = from >= 0 && to - from <= longest ? to - from : -1
    if (length >= 0) line.printed.copy(last, 0, from, to)
    return row
  }
}

function isSame(printed: Buffer, from: number, last: Buffer, length: number): boolean {
  for (let i = 0; i < length; i++) if (printed[from + i] !== last[i]) return false
  return true
}

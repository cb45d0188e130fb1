import type { MemberIndex } from '../lookup/member-index.ts'
import type { LookupIndex } from '../lookup/role.ts'
import { KnownTexts, unknown } from './known-texts.ts'
import type { Line } from './line.ts'
import { wholeNumber } from './put-number.ts'

/** The member that a printed natural key names, as `MemberIndex.find` gives it; negative: none, or conform may make another key of the cell. */
export type FindPrinted = (from: number, to: number) => number

/** Of a key of whole numbers of 32 bits. */
export function findNumber(line: Line, index: LookupIndex): FindPrinted {
  return (from, to) => {
    const number = wholeNumber(line.printed, from, to)
    return number === null ? -1 : index.members.find(number)
  }
}

/** Of a key of one text, whose bytes are in this column. */
export function findText(line: Line, index: LookupIndex, column: number): FindPrinted {
  const known = new KnownTexts()
  let members: MemberIndex | null = null
  const find: FindPrinted = (from, to) => {
    const text = isAscii(line.printed, from, to) ? line.printed.toString('latin1', from, to) : line.cell(column)
    return typeof text === 'string' ? index.members.find(text) : -1
  }
  return (from, to) => {
    if (index.members !== members) {
      // Members were read again.
      known.forget()
      members = index.members
    }
    const slot = known.slot(line.printed, from, to)
    if (slot < 0) return find(from, to)
    const number = known.number(slot)
    if (number !== unknown) return number
    const found = find(from, to)
    known.keep(slot, found)
    return found
  }
}

function isAscii(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if ((bytes[at] as number) > 127) return false
  return true
}

import type { Cell, Kind } from '../../schema/index.ts'
import { type Bounds, bounds } from './bounds.ts'
import { type CompareRows, rowOrder } from './row-order.ts'
import { plusDay } from './shift-time.ts'

/** What a changed source value does to an attribute; 'type1' overwrites every version, 'type1-latest' the latest alone. */
export type Change = 'type0' | 'type1' | 'type1-latest' | 'type2'

/** Whether two values that are not equal mean the same. */
export type Same = (a: Cell, b: Cell) => boolean

/** A source column as sentences name it; the values of a masked one are not shown. */
export interface TimeColumn {
  readonly name: string
  readonly masked?: boolean
}

/** How a dimension's definition treats the rows of a member, as the load hands it over. */
export interface RuleParts {
  /** By position in `SourceRow.values`; the name is for sentences. */
  readonly attributes: readonly { readonly name: string; readonly change: Change }[]
  /** What one version lasts at least; null: the table has no history. */
  readonly history: 'microsecond' | 'day' | null
  /** Null: versions begin at the execution time. */
  readonly effectiveFrom: TimeColumn | null
  /** Null: versions end where the next begins. */
  readonly effectiveTo: TimeColumn | null
  /** By position in `SourceRow.order`; the kind tells how the values compare. */
  readonly order: readonly { readonly name: string; readonly kind: Kind }[]
  /** Canonical timestamp. */
  readonly executionTime: string
  readonly future: 'reject' | 'accept'
  /** By position, where unlike values may mean the same: surrogate keys of one member's versions. */
  readonly same?: readonly (Same | undefined)[]
  /**
   * Present where members that are gone from the source are closed: the ends that such loads have set, in the table's text. They are asked for
   * only where the source tells ends too; without effectiveTo every end of a latest version is a delete's.
   */
  readonly deletes?: ReadonlySet<string>
  /**
   * Attributes that no load before this one knew: what stored versions hold in them is no value of the source (KIMBALL.md, A type-2 attribute added
   * later).
   */
  readonly added?: ReadonlySet<string>
}

/** The parts, and what follows from them, worked out once a load. */
export interface HistoryRules extends RuleParts {
  readonly bounds: Bounds
  /** The last instant at which a version may begin. */
  readonly lastStart: string
  readonly compareOrder: CompareRows
  /** Whether a version that ends then, and not because the next one begins, was closed by a delete. */
  readonly isDelete: (end: string) => boolean
  /** Positions of attributes. */
  readonly type0: readonly number[]
  readonly type1: readonly number[]
  readonly type1Latest: readonly number[]
  readonly type2: readonly number[]
  /** Those of a change that writes: all but type 0. */
  readonly changing: readonly number[]
  /** Those of which a member has one value, whatever the version: types 0 and 1. */
  readonly ofMember: readonly number[]
  /** The rules for a stored member until its latest version has the first values of added attributes; null: none was added. */
  readonly untilFilled: HistoryRules | null
}

/** Works out the rules of one load of a dimension. */
export function historyRules({ added, ...parts }: RuleParts): HistoryRules {
  const fills = parts.attributes.map(({ name, change }) => ({
    name,
    change: added?.has(name) === true ? (firstFills[change] ?? change) : change,
  }))
  const untilFilled = added === undefined || added.size === 0 ? null : ruled({ ...parts, attributes: fills }, null)
  return ruled(parts, untilFilled)
}

/** How an added attribute's first value comes to a stored member: into its latest version, or (type 0) into all of them as one value of the member. */
const firstFills: Partial<Record<Change, Change>> = { type2: 'type1-latest', type0: 'type1' }

function ruled(parts: Omit<RuleParts, 'added'>, untilFilled: HistoryRules | null): HistoryRules {
  const of = (...changes: readonly Change[]) =>
    parts.attributes.flatMap(({ change }, at) => (changes.includes(change) ? [at] : []))
  return Object.freeze({
    ...parts,
    bounds: bounds(parts.history),
    isDelete: deletesOf(parts),
    lastStart: parts.future === 'accept' ? bounds('microsecond').openEnd : plusDay(parts.executionTime),
    compareOrder: rowOrder(parts.order.map(({ kind }) => kind)),
    type0: of('type0'),
    type1: of('type1'),
    type1Latest: of('type1-latest'),
    type2: of('type2'),
    changing: of('type1', 'type1-latest', 'type2'),
    ofMember: of('type0', 'type1'),
    untilFilled,
  })
}

function deletesOf({ deletes, effectiveTo, history }: RuleParts): (end: string) => boolean {
  if (deletes === undefined || history === null) return () => false
  const { openEnd } = bounds(history)
  return effectiveTo === null ? (end) => end !== openEnd : (end) => deletes.has(end)
}

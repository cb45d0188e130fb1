import type { UnitNotes } from '../../log/index.ts'
import type { RunResult, UnitResult } from '../result.ts'
import { align } from './align.ts'
import { count, duration, memorySize } from './amounts.ts'

const head = [
  'unit',
  'read',
  'new',
  'versions',
  'overwritten',
  'unchanged',
  'duplicates',
  'rejected',
  'misses',
  'time',
  '',
]

/** The table at the end of a run, a line per unit; below it what became of members, and how lookups missed, role by role. */
export function summary(result: RunResult): string {
  const numbers = new Set(head.keys().filter((i) => i > 0 && i < head.length - 1))
  const table = align([head, ...result.units.map(line)], numbers)
  const told = [...result.units.flatMap(members), ...result.units.flatMap(roles)]
  return told.length === 0 ? table : `${table}\n\n${align(told, new Set())}`
}

function line(unit: UnitResult): readonly string[] {
  if (unit.status === 'skipped') return [unit.unit, ...Array<string>(9).fill('-'), skipped(unit.because)]
  const { counts } = unit
  const numbers = [
    counts.read,
    counts.new,
    counts.version,
    counts.overwritten,
    counts.unchanged,
    counts.duplicate + counts.superseded,
    counts.rejected,
    missesOf(unit),
  ]
  const end = unit.status === 'done' ? (unit.warned ? 'done, many rejected' : 'done') : unit.status
  return [unit.unit, ...numbers.map(count), duration(unit.milliseconds), end]
}

function skipped(because: readonly string[]): string {
  return because.length === 0 ? 'not begun' : `skipped: needs ${because.join(', ')}`
}

/** Lookups that ended at Unknown, Error or a reject; a NULL key (Not applicable) is no miss. */
function missesOf(unit: Exclude<UnitResult, { status: 'skipped' }>): number {
  return Object.values(unit.notes.misses).reduce((sum, role) => sum + role.missing + role.error, 0)
}

function members(unit: UnitResult): readonly (readonly string[])[] {
  if (unit.status === 'skipped') return []
  const { spliced, closed = 0, reopened = 0, filled = 0, inferred = 0 } = unit.notes
  const told = [
    [spliced, 'late versions spliced in'],
    [closed, 'closed'],
    [reopened, 'reopened'],
    [filled, 'inferred ones filled'],
    [inferred, 'inferred'],
  ] as const
  const words = told.filter(([number]) => number > 0).map(([number, what]) => `${count(number)} ${what}`)
  return [
    ...interrupted(unit.unit, unit.notes),
    ...overMemory(unit),
    ...ranges(unit.unit, unit.notes),
    ...(words.length === 0 ? [] : [[unit.unit, 'members', words.join(', ')]]),
    ...behind(unit.unit, unit.notes),
  ]
}

/** What became of the unit's load before, if that was interrupted. */
function interrupted(unit: string, { resumed, anew }: UnitNotes): readonly (readonly string[])[] {
  if (anew !== undefined) return [[unit, 'begun anew', anew]]
  if (resumed === undefined) return []
  const { read, run, after } = resumed
  const where = after === null ? 'where it was' : `after ${after}`
  return [[unit, 'went on', `${where}: ${count(read)} rows that run ${run} had begun with were not read again`]]
}

function ranges(unit: string, { ranges }: UnitNotes): readonly (readonly string[])[] {
  if (ranges === undefined) return []
  const how = ranges.atOnce === 1 ? 'one after another' : `${ranges.atOnce} at once`
  return [[unit, 'ranges', `read and loaded by ${ranges.count} ranges of its source's key, ${how}`]]
}

/** Why it took longer than it might. */
function overMemory({ unit, kind, notes }: Exclude<UnitResult, { status: 'skipped' }>): readonly (readonly string[])[] {
  if (notes.overMemory === undefined) return []
  const { dimensions, bytes } = notes.overMemory
  const what = kind === 'fact' ? `${dimensions.join(', ')} looked up` : 'paired'
  return [[unit, 'slower', `${what} in the warehouse; in memory with --lookup-memory ${memorySize(bytes)}`]]
}

/** KIMBALL.md, Facts already loaded. */
function behind(unit: string, notes: UnitNotes): readonly (readonly string[])[] {
  return Object.entries(notes.behind ?? {}).map(([fact, members]) => [
    unit,
    'warning',
    `${count(members)} ${members === 1 ? 'member' : 'members'} changed before what ${fact} has read; to mend its rows: --run_facts --full-refresh --select ${fact}`,
  ])
}

function roles(unit: UnitResult): readonly (readonly string[])[] {
  if (unit.status === 'skipped') return []
  return Object.entries(unit.notes.misses).flatMap(([role, misses]) => {
    const told = [
      [misses.missing, 'not found'],
      [misses.error, 'no possible key'],
      [misses.notApplicable, 'not applicable'],
      [misses.beforeFirst, 'before the first version'],
    ] as const
    const words = told.filter(([number]) => number > 0).map(([number, what]) => `${count(number)} ${what}`)
    return words.length === 0 ? [] : [[unit.unit, role, words.join(', ')]]
  })
}

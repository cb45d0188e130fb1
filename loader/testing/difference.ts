import type { Cell, Cells } from '../schema/index.ts'
import { partsOf, type Wanted } from './drawn-value.ts'
import type { Match } from './match-rows.ts'

interface Compared {
  readonly columns: readonly string[]
  readonly wanted: readonly (readonly Wanted[])[]
  readonly there: readonly Cells[]
  /** Other rows may be there. */
  readonly open: boolean
  readonly match: Match
}

/**
 * Drawn rows and those that are there as one table: `-` before what was drawn and is not there, `+` before what is there and was not drawn, each next
 * to what it resembles most. null: there is no difference.
 */
export function difference({ columns, wanted, there, open, match }: Compared): string | null {
  const told = (cells: Cells) =>
    cells.map((cell, at) => variableFor(cell, ownerOf(wanted, at), match.variables) ?? shown(cell))
  const extra = new Set(open ? [] : match.left)
  const lines: (readonly [mark: string, cells: readonly string[]])[] = []
  for (const [at, row] of wanted.entries()) {
    const found = match.found[at] ?? null
    const cells = row.map((one) => ('value' in one ? shown(one.value) : partsOf(one.variable).drawn))
    lines.push([found === null ? '-' : ' ', cells])
    const alike = found === null ? nearest(row, there, extra) : null
    if (alike === null) continue
    extra.delete(alike)
    lines.push(['+', told(there[alike] ?? [])])
  }
  for (const at of extra) lines.push(['+', told(there[at] ?? [])])
  if (lines.every(([mark]) => mark === ' ')) return null
  const widths = columns.map((name, at) => Math.max(name.length, ...lines.map(([, cells]) => cells[at]?.length ?? 0)))
  const line = (mark: string, cells: readonly string[]) =>
    `${mark} | ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  const bound = [...match.variables].map(([name, cell]) => `${partsOf(name).drawn} = ${shown(cell)}`)
  return [
    line(' ', columns),
    ...lines.map(([mark, cells]) => line(mark, cells)),
    '- drawn, and not there; + there, and not drawn.',
    ...(bound.length === 0 ? [] : [bound.join(', ')]),
  ].join('\n')
}

/** The table whose keys stand in a column; null: no variable is drawn there. */
function ownerOf(wanted: readonly (readonly Wanted[])[], at: number): string | null {
  for (const row of wanted) {
    const one = row[at]
    if (one !== undefined && 'variable' in one) return partsOf(one.variable).owner
  }
  return null
}

function variableFor(cell: Cell, owner: string | null, variables: ReadonlyMap<string, Cell>): string | undefined {
  const names = [...variables].map(([name, key]) => ({ ...partsOf(name), key }))
  return names.find((name) => name.owner === owner && name.key === cell)?.drawn
}

/** The row with the most cells in common; null where none has any. */
function nearest(row: readonly Wanted[], there: readonly Cells[], among: ReadonlySet<number>): number | null {
  let best: number | null = null
  let most = 0
  for (const at of among) {
    const common = row.filter((one, column) => 'value' in one && one.value === there[at]?.[column]).length
    if (common <= most) continue
    most = common
    best = at
  }
  return best
}

/** A value as it would be drawn: in quotes where it would else be read as something different. */
export function shown(cell: Cell): string {
  if (cell === null) return 'NULL'
  if (typeof cell !== 'string') return String(cell)
  const short = cell
    .replace(/^(\d{4}-\d\d-\d\d) 00:00:00\.000000$/, '$1')
    .replace(/^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\.000000$/, '$1')
  if (short.startsWith('9999-12-31')) return 'open'
  if (short === '1000-01-01') return 'begin'
  const plain = short !== '' && short === short.trim() && !/["|\p{Cc}]|^NULL$|^open$|^begin$|^\$/u.test(short)
  return plain ? short : JSON.stringify(short)
}

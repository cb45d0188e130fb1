import type { Change, HistoryRules, RuleParts } from '../../../loader/load/history/history-rules.ts'
import { historyRules } from '../../../loader/load/history/history-rules.ts'
import type { SourceRow, StoredVersion } from '../../../loader/load/history/member.ts'
import type { Cell } from '../../../loader/schema/index.ts'
import { type DrawnCell, drawnCells, isDrawn } from '../../../loader/testing/drawn-cells.ts'
import { drawnTime } from './drawn-time.ts'

/**
 * A rule of KIMBALL.md as a drawn table of one member, readable without code:
 *
 * - `have` lines are its versions before, `row` lines the source rows of one load, `then` lines its versions after that load; more `row` lines
 *   begin a further load, a `run` line sets the execution time of the loads after it (at first day 20).
 * - The last column is the surrogate key of a version (new ones are numbered on), or the outcome of a row.
 * - A `made` line is a version of an inferred member before, a `still` line one after; a `gone` line is a load of a source without the member.
 * - The header names the columns: `from` and `to` are days of January 2024 (`5 12:00` for a time of day), `-` the open end; `seq` is the order column;
 *   attributes carry the name of their change: `t0`, `t1`, `t1l` (type 1, latest), `t2`, and further ones (`t2b`).
 * - NULL is NULL; a cell in quotes keeps its spaces.
 */
export interface Story {
  /** The rule, as KIMBALL.md has it. */
  readonly rule: string
  readonly history?: 'microsecond' | 'day' | null
  /** Default: the drawing's rows have a `from`. */
  readonly dated?: boolean
  /** effectiveTo is declared; default: no. */
  readonly ends?: boolean
  readonly future?: 'accept'
  /** deletes: 'close'. */
  readonly deletes?: true
  /** Members reopened, over all loads; default 0. */
  readonly reopened?: number
  /** Late versions put between others, over all loads; default 0. */
  readonly spliced?: number
  /** The same rows again write; says why. Default: they write nothing. */
  readonly writesAgain?: string
  readonly drawn: string
}

export interface Load {
  readonly rules: HistoryRules
  readonly rows: readonly SourceRow[]
  readonly outcomes: readonly string[]
  readonly after: readonly StoredVersion<number>[]
}

export interface ReadStory {
  readonly before: readonly StoredVersion<number>[]
  readonly loads: readonly Load[]
}

type Line = readonly DrawnCell[]

const changes: Readonly<Record<string, Change>> = { t0: 'type0', t1: 'type1', t1l: 'type1-latest', t2: 'type2' }

export function readStory(story: Story): ReadStory {
  const [header = [], ...lines] = story.drawn.split('\n').filter(isDrawn).map(drawnCells)
  const attributes = header.flatMap(({ text: name }) => {
    const change = changes[name.replace(/[a-k]$/, '')]
    return change === undefined ? [] : [{ name, change }]
  })
  const history = story.history === undefined ? 'microsecond' : story.history
  const blank: DrawnCell = { text: '', quoted: false }
  const drawn = (line: Line, name: string): DrawnCell => line[header.findIndex(({ text }) => text === name)] ?? blank
  const cell = (line: Line, name: string): string => drawn(line, name).text
  const hasOrder = header.some(({ text }) => text === 'seq')
  const values = (line: Line): Cell[] => attributes.map(({ name }) => value(drawn(line, name)))
  const version = (line: Line, at: number): StoredVersion<number> => ({
    key: Number(line.at(-1)?.text),
    from: drawnTime(cell(line, 'from'), history, 'from'),
    to: drawnTime(cell(line, 'to'), history, 'to'),
    version: at + 1,
    values: values(line),
    inferred: line[0]?.text === 'made' || line[0]?.text === 'still',
  })
  const closes = new Set<string>()
  const parts: Omit<RuleParts, 'executionTime'> = {
    attributes,
    history,
    effectiveFrom: story.dated === false || history === null ? null : { name: 'from' },
    effectiveTo: story.ends === true ? { name: 'to' } : null,
    order: hasOrder ? [{ name: 'seq', kind: 'integer' }] : [],
    future: story.future ?? 'reject',
    ...(story.deletes === true ? { deletes: closes } : {}),
  }
  const instantOr = (text: string): string | null =>
    text === '' || text === '-' || text === 'NULL' ? null : drawnTime(text, 'microsecond', 'from')

  const of = (kind: string) => lines.filter((line) => line[0]?.text === kind)
  const loads: Load[] = []
  let executionTime = drawnTime('20', 'microsecond', 'from')
  let rows: Line[] = []
  let after: Line[] = []
  let gone = false
  const close = () => {
    if (rows.length === 0 && !gone) return
    if (gone) closes.add(history === 'day' ? executionTime.slice(0, 10) : executionTime)
    loads.push({
      rules: historyRules({ ...parts, executionTime }),
      rows: rows.map((line, row) => ({
        from: instantOr(cell(line, 'from')),
        to: instantOr(cell(line, 'to')),
        order: hasOrder ? [value(drawn(line, 'seq'))] : [],
        values: values(line),
        row,
      })),
      outcomes: rows.map((line) => line.at(-1)?.text ?? ''),
      after: after.map(version),
    })
    rows = []
    after = []
    gone = false
  }
  for (const line of lines) {
    const kind = line[0]?.text
    if ((kind === 'row' || kind === 'gone') && after.length > 0) close()
    if (kind === 'run') {
      close()
      executionTime = drawnTime(cell(line, 'from'), 'microsecond', 'from')
    }
    if (kind === 'gone') gone = true
    if (kind === 'row') rows.push(line)
    if (kind === 'then' || kind === 'still') after.push(line)
  }
  close()
  return { before: [...of('made'), ...of('have')].map(version), loads }
}

function value({ text, quoted }: DrawnCell): Cell {
  if (quoted) return text
  if (text === 'NULL') return null
  return /^\d+$/.test(text) ? Number(text) : text
}

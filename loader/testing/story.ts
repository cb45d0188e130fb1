import { DefinitionError } from '../errors/index.ts'
import { type DrawnTable, drawnTable } from './drawn-table.ts'

/** One step of a story; see `play`. */
export type Step =
  | { readonly kind: 'source' | 'before' | 'after' | 'rejects'; readonly name: string; readonly table: DrawnTable }
  | { readonly kind: 'counts'; readonly name: string; readonly counts: Readonly<Record<string, number>> }
  | {
      readonly kind: 'load'
      /** Empty: all units. */
      readonly units: readonly string[]
      /** The execution time as drawn; null: now. */
      readonly at: string | null
      /** `--accept-deletes`, `--accept-shrink`. */
      readonly accept: readonly string[]
      /** Units that must fail, with the code of why. */
      readonly fails: ReadonlyMap<string, string>
    }

const head = /^(?<kind>source|before|after|rejects)\s+(?<name>\w+)$/
const load =
  /^load(?:\s+(?!at\b)(?<units>\w+(?:\s*,\s*\w+)*))?(?:\s+at\s+(?<at>\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)?))?(?<flags>(?:\s+--accept-(?:deletes|shrink))*)$/
const counts = /^counts\s+(?<name>\w+)\s*:\s*(?<counts>.*)$/
const fails = /^fails\s+(?<name>\w+)\s*:\s*(?<code>[\w-]+)$/

/** Reads a story's lines into steps. Throws DefinitionError 'bad-drawing' for a line that is none. */
export function readStory(text: string): readonly Step[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  const steps: Step[] = []
  for (let at = 0; at < lines.length; ) {
    const line = lines[at++] ?? ''
    const [heading, loading, counting, failing] = [head, load, counts, fails].map((form) => form.exec(line)?.groups)
    if (heading !== undefined) {
      const start = at
      while (lines[at]?.startsWith('|') || lines[at] === '...') at++
      if (at === start) throw bad(line, 'A table follows it: | column | … |.')
      const table = drawnTable(lines.slice(start, at))
      steps.push({
        kind: heading['kind'] as 'source' | 'before' | 'after' | 'rejects',
        name: heading['name'] ?? '',
        table,
      })
    } else if (loading !== undefined) {
      const accept = loading['flags']?.match(/--\S+/g) ?? []
      const units = loading['units']?.split(/\s*,\s*/) ?? []
      steps.push({ kind: 'load', units, at: loading['at'] ?? null, accept, fails: new Map() })
    } else if (counting !== undefined) {
      steps.push({ kind: 'counts', name: counting['name'] ?? '', counts: countsOf(counting['counts'] ?? '', line) })
    } else if (failing !== undefined) {
      const last = steps.at(-1)
      if (last?.kind !== 'load') throw bad(line, 'It stands right behind its load.')
      const more = [...last.fails, [failing['name'] ?? '', failing['code'] ?? ''] as const]
      steps[steps.length - 1] = { ...last, fails: new Map(more) }
    } else {
      throw bad(
        line,
        'A step is one of: source UNIT, before TABLE, after TABLE, rejects UNIT, each with a table under it; load [UNIT, …] [at TIME] [--accept-deletes] [--accept-shrink]; counts UNIT: read 2, new 2; fails UNIT: CODE.',
      )
    }
  }
  return steps
}

function countsOf(text: string, line: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    text.split(',').map((part) => {
      const found = /^(?:(?<word>[a-z]+) (?<count>\d+)|(?<first>\d+) (?<after>[a-z]+))$/.exec(part.trim())?.groups
      if (found === undefined) throw bad(line, 'Counts are words and numbers: read 2, new 2.')
      return [found['word'] ?? found['after'] ?? '', Number(found['count'] ?? found['first'])]
    }),
  )
}

function bad(line: string, why: string): DefinitionError {
  return new DefinitionError('bad-drawing', `"${line}" is no step of a story here. ${why}`)
}

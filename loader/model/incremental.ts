import { DefinitionError } from '../errors/index.ts'
import type { Refused } from '../schema/index.ts'
import { type Duration, durationSeconds } from './duration.ts'
import type { WindowRefresh } from './shapes.ts'
import type { Fitting } from './source-row.ts'

/** A refresh that reads a window of its source, typed by the column that the window goes by. */
export interface WindowBy<B> {
  readonly mode: WindowRefresh['mode']
  readonly by: B
}

/** What `append()` gives, which only facts take. */
export interface AppendBy<B> extends WindowBy<B> {
  readonly mode: 'append'
}

/** The columns of a source that a window can go by. */
export type By<R> = [Fitting<R, 'timestamp' | 'integer' | 'bigint'>] extends [never]
  ? Refused<'no source column can tell what is new: a window goes by a NOT NULL timestamp, integer or bigint'>
  : Fitting<R, 'timestamp' | 'integer' | 'bigint'>

interface AppendOptions<B> {
  /** Source column, NOT NULL, that says when a row came or changed: a timestamp, or an integer that only goes up. */
  readonly by: B
  /** Of a timestamp: left to transactions of the source that are still open, so `to` lies this much before its clock. Default 0. */
  readonly settle?: Duration
}

interface IncrementalOptions<B> extends AppendOptions<B> {
  /** How far before the last window's end the next one begins. Of a timestamp a duration, default '10 minutes'; of an integer a number, default 0. */
  readonly lookback?: Duration | number
}

/**
 * Each load reads the window `[period.from, period.to)` of the source, which its sql`` must ask for: of a fact it replaces rows by grain, of a dimension it
 * looks at the members of the window alone. What is gone from the source stays; `--full-refresh` reads everything anew. Throws DefinitionError 'bad-option'.
 * KIMBALL.md, Refresh and Windows.
 */
export function incremental<const B extends string>(options: IncrementalOptions<B>): WindowBy<B> {
  return windowed('incremental', options, ['by', 'lookback', 'settle'])
}

/** Of a fact: like {@link incremental}, but rows are only inserted, nothing is read twice, and a lookup that missed is not mended. */
export function append<const B extends string>(options: AppendOptions<B>): AppendBy<B> {
  return windowed('append', options, ['by', 'settle'])
}

function windowed<const M extends WindowRefresh['mode'], B extends string>(
  mode: M,
  options: IncrementalOptions<B>,
  known: readonly string[],
): WindowBy<B> & { readonly mode: M } {
  const refuse = (sentence: string) => new DefinitionError('bad-option', `${mode}(): ${sentence}`)
  const stranger = Object.keys(options).find((name) => !known.includes(name))
  if (stranger !== undefined) throw refuse(`there is no option ${stranger}. There are ${known.join(', ')}.`)
  const { by, lookback, settle } = options
  if (typeof by !== 'string') throw refuse('by must name a column of the source.')
  if (lookback !== undefined && !isSpan(lookback))
    throw refuse(
      `lookback is ${JSON.stringify(lookback)}, and must be like '10 minutes', or a whole number for an integer.`,
    )
  if (settle !== undefined && durationSeconds(String(settle)) === null)
    throw refuse(`settle is ${JSON.stringify(settle)}, and must be like '30 seconds'.`)
  return Object.freeze({
    mode,
    by,
    ...(lookback === undefined ? {} : { lookback }),
    ...(settle === undefined ? {} : { settle }),
  })
}

function isSpan(span: Duration | number): boolean {
  return typeof span === 'number' ? Number.isSafeInteger(span) && span >= 0 : durationSeconds(span) !== null
}

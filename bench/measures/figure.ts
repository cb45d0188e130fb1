import type { Took } from '../loader/load.ts'
import type { Measure } from './measure.ts'

/** What a measure came to: medians. */
export interface Figure {
  readonly measure: string
  readonly engine: string
  /** The limit's time by the loader's: the median of the ratios of runs next to each other. More is better. Null, like the time: there is no limit. */
  readonly ratio: number | null
  readonly limitSeconds: number | null
  readonly loaderSeconds: number
  /** Milliseconds a unit by which the loader takes longer than the limit: the median. Null: the measure has no units. */
  readonly overheadMs: number | null
  readonly rows: number
  /** The most that the loader's process had in memory, in any run. */
  readonly residentMb: number
}

/** Runs limit and loader in turn, once uncounted, then `runs` times, so that a machine that slows down slows both. */
export async function figureOf(measure: Measure, engine: string, runs: number): Promise<Figure> {
  await measure.prepare()
  const taken: { readonly limit: Took | null; readonly loader: Took }[] = []
  for (let run = measure.limit === null ? 1 : 0; run <= runs; run++) {
    const limit = (await measure.limit?.()) ?? null
    const loader = await measure.loader()
    if (run > 0) taken.push({ limit, loader })
  }
  const limits = taken.flatMap(({ limit, loader }) => (limit === null ? [] : [{ limit, loader }]))
  return {
    measure: measure.name,
    engine,
    ratio: ofLimits(limits.map(({ limit, loader }) => limit.seconds / loader.seconds)),
    limitSeconds: ofLimits(limits.map(({ limit }) => limit.seconds)),
    loaderSeconds: rounded(median(taken.map(({ loader }) => loader.seconds))),
    overheadMs: overheadOf(measure, limits),
    rows: measure.rows,
    residentMb: Math.round(Math.max(...taken.map(({ loader }) => loader.residentMb))),
  }
}

function overheadOf(
  { overhead }: Measure,
  limits: readonly { readonly limit: Took; readonly loader: Took }[],
): number | null {
  if (overhead === undefined) return null
  return ofLimits(limits.map(({ limit, loader }) => ((loader.seconds - limit.seconds) * 1000) / overhead.units))
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

function ofLimits(values: readonly number[]): number | null {
  return values.length === 0 ? null : rounded(median(values))
}

function rounded(value: number): number {
  return Number(value.toFixed(3))
}

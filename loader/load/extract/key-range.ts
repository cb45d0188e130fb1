/** The rows whose key's first column is at least `from` (null: from the beginning on) and less than `to` (null: to the end). An integer's digits. */
export interface KeyRange {
  readonly from: string | null
  readonly to: string | null
}

/** Ranges of equal width; a narrower one is not worth a connection of its own. */
export interface CutOptions {
  readonly count: number
  readonly leastWidth: bigint
}

/** The ranges between cuts; together they hold every key, and each key is in one. */
export function rangesBetween(cuts: readonly string[]): readonly KeyRange[] {
  return [...cuts, null].map((to, at) => ({ from: cuts[at - 1] ?? null, to }))
}

/** Where keys from `least` to `greatest` are cut into `count` ranges, or fewer that are as wide as asked for; in ascending order. */
export function cutsOf(least: bigint, greatest: bigint, { count, leastWidth }: CutOptions): readonly string[] {
  const keys = greatest - least + 1n
  const most = keys / (leastWidth > 0n ? leastWidth : 1n)
  const ranges = most < BigInt(count) ? most : BigInt(count)
  const cuts: string[] = []
  for (let at = 1n; at < ranges; at++) cuts.push(String(least + (keys * at) / ranges))
  return cuts
}

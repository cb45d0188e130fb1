import type { Load, Took } from '../loader/load.ts'
import type { Sizes } from '../workload/sizes.ts'

/** Two databases of one engine, source and warehouse, and how the loader is run between them. */
export interface Place {
  readonly source: string
  readonly warehouse: string
  readonly sizes: Sizes
  /** A folder for files that are made ready. */
  readonly folder: string
  load(select: readonly string[], options?: Pick<Load, 'fullRefresh'>): Promise<Took>
}

/** Times what it awaits. */
export async function timed(work: () => Promise<unknown>): Promise<Took> {
  const since = performance.now()
  await work()
  return { seconds: (performance.now() - since) / 1000, residentMb: 0 }
}

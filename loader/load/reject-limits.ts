import { LoadError } from '../errors/index.ts'
import type { UnitCounts } from '../log/index.ts'
import type { RejectLimits } from '../model/index.ts'

/**
 * Throws LoadError 'too-many-rejects' when more than `fail` of the rows read were rejected, or every one: nothing is published then.
 * Says whether more than `warn` were.
 */
export function heedRejects(unit: string, { read, rejected }: UnitCounts, limits: RejectLimits): boolean {
  if (rejected === 0) return false
  const share = rejected / read
  if (rejected === read || share > limits.fail) {
    const measure = rejected === read ? 'every one' : `more than the ${percent(limits.fail)} of rejects.fail`
    throw new LoadError(
      'too-many-rejects',
      `${unit}: ${rejected} of ${read} rows were rejected, ${measure}. Nothing was published. ` +
        `etl_reject tells the reasons (the first 1000); correct the source, or raise rejects.fail of ${unit}.`,
      { fields: { unit, read, rejected, fail: limits.fail } },
    )
  }
  return share > limits.warn
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(3))} %`
}

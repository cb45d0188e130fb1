import { LoadError } from '../../errors/index.ts'
import type { DimensionShape } from '../../model/index.ts'

/**
 * The circuit breaker (KIMBALL.md, Deletes): a load that would close more than `maxDeleteShare` of the current members, or that read no row, is
 * refused; exactly that share passes, and where no member is current anything does. Throws LoadError 'too-many-deletes'.
 */
export function guardDeletes(
  { name, deletes, maxDeleteShare }: Pick<DimensionShape, 'name' | 'deletes' | 'maxDeleteShare'>,
  { read, closed, current }: { readonly read: number; readonly closed: number; readonly current: number },
): void {
  if (deletes === 'ignore' || current === 0 || (read > 0 && closed / current <= maxDeleteShare)) return
  const found =
    read === 0
      ? `its source gave back no row, and ${current} members are current`
      : `${closed} of ${current} current members are gone from its source, ${percent(closed / current)}; ${percent(maxDeleteShare)} may be (maxDeleteShare)`
  throw new LoadError(
    'too-many-deletes',
    `dimension ${name}: ${found}. Nothing was published. Look at the source; if this is right, load once with --accept-deletes.`,
    { fields: { unit: name, read, closed, current, maxDeleteShare } },
  )
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`
}

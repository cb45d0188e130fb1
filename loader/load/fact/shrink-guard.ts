import { LoadError } from '../../errors/index.ts'
import type { FactShape } from '../../model/index.ts'

/**
 * KIMBALL.md, Refresh: a rebuild with no row, or with fewer than `1 - maxShrink` of the live rows, is refused; exactly that share passes, and where
 * there are no live rows anything does. Throws LoadError 'shrunken'.
 */
export function guardShrink(
  { name, refresh }: Pick<FactShape, 'name' | 'refresh'>,
  live: number,
  rebuilt: number,
): void {
  // A full refresh may lose what is gone from the source, but no more than a rebuild that says nothing of it.
  const maxShrink = refresh.mode === 'rebuild' ? refresh.maxShrink : 0.2
  if (live === 0 || (rebuilt > 0 && live - rebuilt <= atMost(maxShrink * live))) return
  throw new LoadError(
    'shrunken',
    `fact ${name}: the rebuilt table has ${rebuilt} rows and the live one ${live}, so ${percent(1 - rebuilt / live)} would be lost; ` +
      `${percent(maxShrink)} may be${refresh.mode === 'rebuild' ? ' (refresh: rebuild({ maxShrink }))' : ''}. Nothing was published. Look at the source; if this is right, load once with --accept-shrink.`,
    { fields: { unit: name, live, rebuilt, maxShrink } },
  )
}

/** 0.29 * 100 is 28.999999999999996: what binary floating point takes must not decide. */
function atMost(rows: number): number {
  return Math.floor(rows + 1e-6)
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`
}

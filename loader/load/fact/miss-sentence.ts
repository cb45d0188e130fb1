import type { LookupShape } from '../../model/index.ts'
import type { RawRow } from '../../schema/index.ts'
import { showValue } from '../conform/show-value.ts'
import type { SourceLayout } from '../extract/source-layout.ts'

/** What to say of a row whose lookup came to nothing: as a miss, and where its as-of value is no time. Masked values are hidden. */
export function missSentence(
  role: string,
  { dimension, on, asOf }: LookupShape,
  layout: SourceLayout,
  raw: RawRow,
): { readonly miss: string; readonly time: string } {
  const shown = (source: string): string => {
    const { at } = layout.column(source)
    return layout.columns[at]?.masked === true ? '(masked)' : showValue(raw[at])
  }
  const key = Object.entries(on)
    .map(([name, source]) => `${name} ${shown(source)}${name === source ? '' : ` (from ${source})`}`)
    .join(', ')
  const when = typeof asOf === 'string' ? ` as of ${shown(asOf)} (${asOf})` : ''
  return {
    miss: `${role}: ${dimension.table.name} has no member with ${key}${when}.`,
    time: `${role} is looked up as of ${typeof asOf === 'string' ? `${asOf}, which is ${shown(asOf)}` : 'no time'}, and should be a time.`,
  }
}

import { type UnitDefinition, windowOf } from '../../model/index.ts'
import type { LoadContext } from '../context.ts'

export type HowToLoad = Pick<LoadContext, 'sample' | 'batchRows' | 'byRows'>

/**
 * Why a unit's rows travel through the loader wherever they come from; null: they need not. What each value is to become is asked later
 * (`plainValue`), where the source's types are known.
 */
export function whyByRows(unit: UnitDefinition, { sample, batchRows, byRows }: HowToLoad): string | null {
  const { source } = unit
  if (byRows === true) return 'somebody wants it so'
  if (source.sql === undefined) return 'they come from no query'
  if (source.derive !== undefined) return 'derive sees each row'
  if (source.zone !== undefined) return 'local times become UTC'
  if (source.partition !== undefined) return 'an interrupted load goes on after the last key'
  if (windowOf(unit) !== null) return 'they are read by windows'
  if (unit.order.length > 0) return 'they are put in order'
  if (sample !== undefined) return 'every nth is read'
  return batchRows === undefined ? null : 'somebody says how many commit together'
}

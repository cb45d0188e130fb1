import type { Dialect } from '../../engine/index.ts'
import { workingTable } from './working-table.ts'

/** How a shadow takes the live table's place: what is done before the unit's marker, in one transaction with it, and after it. */
export interface PublishPlan {
  /** Safe to repeat; nothing of it shows to readers. */
  readonly prepare: readonly string[]
  /** The swap where it is part of the marker's transaction; else empty. */
  readonly withMarker: readonly string[]
  /**
   * The swap where DDL takes no part in transactions: one atomic statement between the marker 'publishing' and 'published'. Whoever finds the
   * shadow gone and the old table there knows that it happened.
   */
  readonly betweenMarkers: readonly string[]
  /** Tables that are left over then. */
  readonly clear: readonly string[]
}

export function publishPlan(
  dialect: Dialect,
  transactionalDdl: boolean,
  table: { readonly name: string; readonly indexes: readonly (readonly string[])[] },
  number: number,
): PublishPlan {
  const shadow = workingTable(table.name, number)
  const old = workingTable(table.name, number, 'o')
  const swap = dialect.swap(table.name, shadow, old)
  return {
    prepare: dialect.addIndexes(shadow, table.indexes),
    withMarker: transactionalDdl ? swap : [],
    betweenMarkers: transactionalDdl ? [] : swap,
    clear: [old],
  }
}

import { DefinitionError } from '../errors/index.ts'
import { type Plan, refuseOrphans, type UnitNode } from '../etl/index.ts'
import type { WarehouseShape } from '../model/index.ts'
import { canAsk, confirm } from './confirm.ts'

export interface ConsentOptions {
  readonly warehouse: WarehouseShape
  readonly plan: Plan
  readonly graph: readonly UnitNode[]
  /** The warehouse's URL without its password. */
  readonly place: string
  readonly yes: boolean
  readonly signal: AbortSignal
}

/**
 * Makes sure that deleting is meant: `--yes`, the sample warehouse, or a yes on the terminal. Throws DefinitionError 'orphaned-facts' where facts
 * that stay would keep keys of members that go, 'not-confirmed' where nobody can be asked or the answer is no.
 */
export async function consentToDelete({ warehouse, plan, graph, place, yes, signal }: ConsentOptions): Promise<void> {
  refuseOrphans(plan, graph)
  if (yes || revealed(warehouse) === warehouse.sample) return
  const what = `${plan.units.length === 1 ? 'the table' : `the ${plan.units.length} tables`} of ${plan.units.map((unit) => unit.name).join(', ')} in ${place}`
  if (!canAsk()) {
    throw new DefinitionError(
      'not-confirmed',
      `--delete_existing_tables would drop ${what}, and nobody is here to be asked: add --yes if that is meant.`,
    )
  }
  if (await confirm(`Drop ${what}, with all their rows?`, signal)) return
  throw new DefinitionError('not-confirmed', 'Nothing was dropped, since the answer was not yes.')
}

function revealed({ warehouse }: WarehouseShape): string {
  return typeof warehouse === 'string' ? warehouse : warehouse.reveal()
}

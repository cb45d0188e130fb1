import { DefinitionError } from '../errors/index.ts'
import type { Plan, UnitNode } from '../etl/index.ts'
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

function refuseOrphans(plan: Plan, graph: readonly UnitNode[]): void {
  const going = new Set(plan.units.map((unit) => unit.name))
  const orphans = graph.filter(
    (node) => node.active && !going.has(node.name) && node.needs.some((name) => going.has(name)),
  )
  if (orphans.length === 0) return
  const names = orphans.map((node) => node.name)
  const lost = [...new Set(orphans.flatMap((node) => node.needs.filter((name) => going.has(name))))]
  throw new DefinitionError(
    'orphaned-facts',
    `Deleting ${lost.join(', ')} would leave ${names.join(', ')} with keys of members that are gone. Select these too: --select ${lost.map((name) => `${name}+`).join(' ')}`,
  )
}

function revealed({ warehouse }: WarehouseShape): string {
  return typeof warehouse === 'string' ? warehouse : warehouse.reveal()
}

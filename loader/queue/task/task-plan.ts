import { z } from 'zod'
import { DefinitionError, LoadError } from '../../errors/index.ts'
import { emptyPlan, type Plan, planUnits, refuseOrphans, unitGraph, unitNamed } from '../../etl/index.ts'
import type { WarehouseShape } from '../../model/index.ts'
import { type RefreshPayload, storedFlags, type TaskFlags } from './payload.ts'

// What a task's run loads, kept with the run in the warehouse: whoever goes on with it does the same, whatever the configuration says by then.

const unit = z.object({
  name: z.string(),
  kind: z.enum(['dimension', 'fact']),
  class: z.enum(['default', 'heavy']),
  /** Those of the units that are loaded before it. */
  needs: z.array(z.string()),
})

const plan = z.object({
  /** In the order of loading. */
  units: z.array(unit),
  inactive: z.array(z.string()),
  /** Units whose tables are deleted first. */
  deletes: z.array(z.string()),
  flags: storedFlags,
})

export type PlannedUnit = z.infer<typeof unit>
export type TaskPlan = z.infer<typeof plan>

/** What a refresh means by now. Throws DefinitionError 'unknown-unit', 'nothing-selected', 'orphaned-facts'. */
export function planTask(
  warehouse: WarehouseShape,
  asked: Pick<RefreshPayload, 'runDimensions' | 'runFacts' | 'deleteExistingTables' | 'select' | 'exclude' | 'flags'>,
): TaskPlan {
  const graph = unitGraph(warehouse)
  const kinds = new Set([
    ...(asked.runDimensions ? (['dimension'] as const) : []),
    ...(asked.runFacts ? (['fact'] as const) : []),
  ])
  const { select, exclude, flags } = asked
  const { units, inactive } = planUnits(graph, { select, exclude, kinds })
  const why = emptyPlan({ units, inactive })
  if (why !== null) throw new DefinitionError('nothing-selected', why)
  const deletion = planUnits(graph, { select, exclude, kinds: new Set(['dimension', 'fact']) })
  if (asked.deleteExistingTables) refuseOrphans(deletion, graph)
  const deletes = asked.deleteExistingTables ? deletion.units.map(({ name }) => name) : []
  return { units: plannedUnits(warehouse, units), inactive: [...inactive], deletes, flags }
}

/** A unit alone; it needs nothing that is not there. */
export function planAlone(warehouse: WarehouseShape, name: string, flags: TaskFlags): TaskPlan {
  const { kind, class: workers } = unitNamed(warehouse, name)
  return { units: [{ name, kind, class: workers, needs: [] }], inactive: [], deletes: [], flags }
}

export function planText(plan: TaskPlan): string {
  return JSON.stringify(plan)
}

/** Throws LoadError 'bad-plan'. */
export function readPlan(text: string): TaskPlan {
  try {
    return plan.parse(JSON.parse(text))
  } catch (cause) {
    throw new LoadError(
      'bad-plan',
      'What etl_task says that the run loads cannot be read: another version of the loader wrote it. Enqueue it anew.',
      { cause },
    )
  }
}

function plannedUnits(warehouse: WarehouseShape, units: Plan['units']): PlannedUnit[] {
  const planned = new Set(units.map(({ name }) => name))
  return units.map(({ name, kind, needs }) => ({
    name,
    kind,
    class: unitNamed(warehouse, name).class,
    needs: needs.filter((one) => planned.has(one)),
  }))
}

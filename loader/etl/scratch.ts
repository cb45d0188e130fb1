import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Capabilities, type Engine, openEngine } from '../engine/index.ts'
import { DefinitionError } from '../errors/index.ts'
import { copyTables } from '../load/index.ts'
import type { UnitDefinition, WarehouseShape } from '../model/index.ts'
import type { Connections } from './connections.ts'
import type { Plan } from './plan.ts'
import { unitNamed } from './unit-graph.ts'

export interface ScratchOptions {
  readonly warehouse: WarehouseShape
  readonly plan: Plan
  readonly connections: Connections
  readonly signal: AbortSignal
  /** Copy the facts' rows too; without them a fact counts as new. */
  readonly facts: boolean
}

/**
 * A scratch warehouse for a dry run: a DuckDB file in a folder of its own, with copies of what the planned units and the run log hold. Sources are the
 * real ones; of the real warehouse nothing but reading is asked. Disposing deletes it. Throws DefinitionError 'dry-run-limits' where it cannot hold
 * a column of the warehouse.
 */
export async function openScratch(options: ScratchOptions): Promise<Connections> {
  const { connections, warehouse, plan, signal, facts } = options
  const units = scratchUnits(warehouse, plan)
  const real = await connections.warehouse()
  await using stack = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'typeline-dry-run-'))
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  const scratch = stack.use(await openEngine(`duckdb:${join(folder, 'scratch.duckdb')}`))
  refuseTooWide(units, scratch.capabilities)
  await copyTables(real, scratch, facts ? units : units.filter(({ kind }) => kind === 'dimension'), signal)
  const engine = limitedAs(scratch, real)
  const kept = stack.move()
  return {
    warehouse: async () => engine,
    source: (name) => connections.source(name),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

/** The planned units, and the dimensions that they look up though they are not loaded. */
function scratchUnits(warehouse: WarehouseShape, plan: Plan): readonly UnitDefinition[] {
  const units = new Map<string, UnitDefinition>()
  const add = (unit: UnitDefinition): void => {
    if (units.has(unit.table.name)) return
    units.set(unit.table.name, unit)
    for (const { dimension } of Object.values(unit.lookups)) add(dimension)
  }
  for (const { name } of plan.units) add(unitNamed(warehouse, name))
  return [...units.values()]
}

/** Rejects what the real warehouse would reject, besides what the scratch cannot hold. */
function limitedAs(scratch: Engine, { capabilities: real, place }: Engine): Engine {
  const { capabilities: own } = scratch
  const capabilities: Capabilities = {
    ...own,
    nulInText: own.nulInText && real.nulInText,
    nonFiniteDoubles: own.nonFiniteDoubles && real.nonFiniteDoubles,
    rowBytes: real.rowBytes,
    wideTime: own.wideTime && real.wideTime,
  }
  return {
    dialect: scratch.dialect,
    capabilities,
    place: `a scratch copy of ${place}`,
    connect: (options) => scratch.connect(options),
    [Symbol.asyncDispose]: () => scratch[Symbol.asyncDispose](),
  }
}

function refuseTooWide(units: readonly UnitDefinition[], { decimalPrecision }: Capabilities): void {
  const wide = units.flatMap(({ table }) =>
    Object.entries(table.columns)
      .filter(([, { kind, precision = 0 }]) => kind === 'decimal' && precision > decimalPrecision)
      .map(([name, { precision }]) => `${table.name}.${name} has ${precision} digits`),
  )
  if (wide.length === 0) return
  throw new DefinitionError(
    'dry-run-limits',
    `A dry run works in a scratch database that holds decimals of at most ${decimalPrecision} digits: ${wide.join(', ')}. ` +
      'Leave these units out with --exclude.',
  )
}

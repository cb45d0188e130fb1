import { makeTables } from '../../../loader/load/index.ts'
import type { UnitDefinition } from '../../../loader/model/index.ts'
import type { Step } from './load-units.ts'
import { once } from './once.ts'

/** Another loader makes the tables that this one is about to make. */
export function makeAsSecond(units: readonly UnitDefinition[]): Step {
  return async ({ log, run }) => {
    const isTable = (name: unknown) => name === units[0]?.table.name
    const engine = once(log.engine, 'after', 'tableExists', isTable, () => makeTables(units, { log, run }))
    await makeTables(units, { log: { ...log, engine }, run })
  }
}

import type { UnitDefinition, UnitsShape } from './shapes.ts'

/**
 * The units of a module that exports units alone (`import * as dimensions from './dimensions/index.ts'`). Toggles go by the unit's name; what is
 * not named is active. An inactive unit is not loaded; its table stays as it is, and facts look up in what is there.
 */
export function units<U extends UnitDefinition>(
  module: Readonly<Record<string, U>>,
  toggles: Readonly<Record<string, { readonly active: boolean }>> = {},
): UnitsShape<U> {
  return Object.freeze({ units: Object.freeze(Object.values(module)), toggles: Object.freeze({ ...toggles }) })
}

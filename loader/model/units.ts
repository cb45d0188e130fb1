import { DefinitionError } from '../errors/index.ts'
import type { Refused } from '../schema/index.ts'
import type { Dimension } from './dimension.ts'
import type { Fact } from './fact.ts'
import type { UnitDefinition, UnitsShape } from './shapes.ts'

/** Units typed by their kind and, by name, the connection that each one's source reads: `Units<'fact', { refund: 'shop' }>`. */
export interface Units<K extends UnitDefinition['kind'] = UnitDefinition['kind'], F = unknown> extends UnitsShape {
  /** The compiler's alone. */
  readonly [reads]?: readonly [K, F]
}

declare const reads: unique symbol

type KindOf<M> = [keyof M] extends [never]
  ? never
  : M[keyof M] extends { readonly kind: infer K extends UnitDefinition['kind'] }
    ? K
    : never

type Reads<M> = {
  [N in keyof M as M[N] extends UnitDefinition ? M[N]['name'] : never]: M[N] extends UnitDefinition
    ? M[N]['source']['from']
    : never
} & {}

type UnitsAlone<M> = {
  readonly [N in keyof M]: M[N] extends Dimension | Fact
    ? M[N]
    : Refused<`${N & string} is no dimension and no fact: this module is to export units alone`>
}

/**
 * The units of a module that exports units alone (`import * as dimensions from './dimensions/index.ts'`). Toggles go by the unit's name; what is
 * not named is active. An inactive unit is not loaded; its table stays as it is, and facts look up in what is there.
 * Throws DefinitionError where the module exports something else.
 */
export function units<M extends object>(
  module: UnitsAlone<M>,
  toggles: { readonly [N in keyof Reads<M>]?: { readonly active: boolean } } = {},
): Units<KindOf<M>, Reads<M>> {
  const list = Object.entries<unknown>(module).map(([name, unit]) => {
    if (isUnit(unit)) return unit
    throw new DefinitionError(
      'no-unit',
      `units(): ${name} is no dimension and no fact. Let the module export units alone, each made by dimension(), dateDimension() or fact().`,
    )
  })
  // That all are of one kind is what the compiler has proved, and `check` proves it again.
  return Object.freeze({ units: Object.freeze(list), toggles: Object.freeze({ ...toggles }) }) as Units<
    KindOf<M>,
    Reads<M>
  >
}

function isUnit(value: unknown): value is UnitDefinition {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    (value.kind === 'dimension' || value.kind === 'fact')
  )
}

import type { LookupShape } from '../../model/index.ts'
import { Role, type RoleInput } from '../lookup/role.ts'
import { roleInput } from '../lookup/role-input.ts'
import type { ResolverParts } from './resolver-parts.ts'

/** A reference column of a fact, and who finds its surrogate keys. */
export interface ResolvedRole {
  readonly name: string
  /** Place of the column in the fact's rows. */
  readonly at: number
  readonly lookup: LookupShape
  readonly input: RoleInput
  readonly role: Role
}

export function resolvedRoles({ fact, columns, layout, limits, index }: ResolverParts): readonly ResolvedRole[] {
  return columns.roles.map(({ name, at }) => {
    const lookup = fact.lookups[name]
    if (lookup === undefined) throw new Error(`${fact.name} has no lookup for ${name}.`)
    const input = roleInput(fact, lookup, layout, limits)
    return { name, at, lookup, input, role: new Role(lookup, input, index(lookup.dimension.table.name)) }
  })
}

import type { DimensionShape } from '../../model/index.ts'

/**
 * Attributes that the definition of the last finished load did not have, under this or a former name. `former`: that definition as etl_definition
 * keeps it; null: there was no load yet, so everything is new and nothing was added.
 */
export function addedAttributes({ attributes, table }: DimensionShape, former: string | null): ReadonlySet<string> {
  if (former === null) return new Set()
  // Our own text (`definitionText`), written by a dimension of this name.
  const known = (JSON.parse(former) as Partial<Pick<DimensionShape, 'attributes'>>).attributes ?? {}
  const knows = (name: string | undefined) => name !== undefined && Object.hasOwn(known, name)
  return new Set(Object.keys(attributes).filter((name) => !knows(name) && !knows(table.columns[name]?.renamedFrom)))
}

import type { Session } from '../../engine/index.ts'
import { DefinitionError } from '../../errors/index.ts'
import type { UnitDefinition } from '../../model/index.ts'

/**
 * A new table of a fact takes the live one's place; where something hinders that, the load need not begin. Throws DefinitionError 'dependent-objects' naming
 * all of it.
 */
export async function refuseObstacles(session: Session, { kind, name, table }: UnitDefinition): Promise<void> {
  const query = session.dialect.swapObstacles(table.name)
  if (query === null) return
  const found = (await session.query(query)).map(([thing]) => String(thing))
  if (found.length === 0) return
  throw new DefinitionError(
    'dependent-objects',
    `${kind} ${name}: its table ${table.name} is built anew and cannot take the live one's place because of: ${found.join(', ')}. ` +
      'Drop what is named, and make it again when the load is done.',
    { fields: { unit: name, table: table.name, found } },
  )
}

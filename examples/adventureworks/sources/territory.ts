import { feeding, source } from '../../../loader/index.ts'
import { territoryDim } from '../creates/territory-dim.ts'
import { type Origin, over } from './origin.ts'

/** A sales territory with its country and group. */
export const territories = (origin: Origin) =>
  source({
    from: 'adventureworks',
    columns: feeding(territoryDim),
    sql: over(origin, 'salesterritory', 'countryregion')`
      SELECT t.territoryid AS territory_id, t.name, c.name AS country, t.groupname AS territory_group
      FROM salesterritory t
      JOIN countryregion c ON c.countryregioncode = t.countryregioncode`,
  })

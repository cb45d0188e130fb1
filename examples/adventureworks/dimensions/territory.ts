import { dimension } from '../../../loader/index.ts'
import { territoryDim } from '../creates/territory-dim.ts'
import type { Origin } from '../sources/origin.ts'
import { territories } from '../sources/territory.ts'

export const territory = (origin: Origin) =>
  dimension({
    name: 'territory',
    table: territoryDim,
    source: territories(origin),
    attributes: { name: 'type1', country: 'type1', territory_group: 'type1' },
  })

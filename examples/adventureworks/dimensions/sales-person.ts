import { dimension } from '../../../loader/index.ts'
import { salesPersonDim } from '../creates/sales-person-dim.ts'
import type { Origin } from '../sources/origin.ts'
import { salesPersonTerritories } from '../sources/sales-person-territory.ts'

export const salesPerson = (origin: Origin) =>
  dimension({
    name: 'sales_person',
    table: salesPersonDim,
    source: salesPersonTerritories(origin),
    attributes: {
      first_name: 'type1',
      last_name: 'type1',
      commission_rate: 'type1',
      territory: 'type2',
      territory_group: 'type2',
    },
    effectiveFrom: 'began_on',
  })

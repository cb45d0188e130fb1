import { dimension } from '../../../loader/index.ts'
import { addressDim } from '../creates/address-dim.ts'
import { addresses } from '../sources/address.ts'
import type { Origin } from '../sources/origin.ts'

export const address = (origin: Origin) =>
  dimension({
    name: 'address',
    table: addressDim,
    source: addresses(origin),
    attributes: {
      line_1: 'type1',
      line_2: 'type1',
      postal_code: 'type1',
      city: 'type1',
      state_code: 'type1',
      state: 'type1',
      country: 'type1',
    },
  })

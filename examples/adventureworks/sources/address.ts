import { feeding, source } from '../../../loader/index.ts'
import { addressDim } from '../creates/address-dim.ts'
import { type Origin, over } from './origin.ts'

/** An address with its state and country. */
export const addresses = (origin: Origin) =>
  source({
    from: 'adventureworks',
    columns: feeding(addressDim),
    sql: over(origin, 'address', 'stateprovince', 'countryregion')`
      SELECT a.addressid AS address_id, a.addressline1 AS line_1, a.addressline2 AS line_2, a.postalcode AS postal_code,
             a.city, s.stateprovincecode AS state_code, s.name AS state, c.name AS country
      FROM address a
      JOIN stateprovince s ON s.stateprovinceid = a.stateprovinceid
      JOIN countryregion c ON c.countryregioncode = s.countryregioncode`,
  })

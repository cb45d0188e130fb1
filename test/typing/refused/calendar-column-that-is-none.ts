import { audit, date, dateDimension, integer, key, natural, table } from '../../../loader/index.ts'

const dateDim = table('date_dim', { date_key: key(), full_date: natural(date()), moon_phase: integer(), ...audit() })

dateDimension({
  name: 'date',
  // refused: no calendar fills moon_phase of date_dim
  table: dateDim,
  from: '2012-01-01',
  to: '2030-12-31',
})

import { dimension } from '../../../loader/index.ts'
import { dateDim } from '../creates/date-dim.ts'
import { dates } from '../sources/date.ts'

/** Type 1 throughout: a holiday or a semester that was planned anew was never otherwise. */
export const date = dimension({
  name: 'date',
  table: dateDim,
  source: dates,
  attributes: {
    year: 'type1',
    quarter: 'type1',
    month: 'type1',
    month_name: 'type1',
    day: 'type1',
    day_of_week: 'type1',
    day_name: 'type1',
    iso_year: 'type1',
    iso_week: 'type1',
    is_weekend: 'type1',
    is_last_day_of_month: 'type1',
    is_holiday: 'type1',
    holiday_name: 'type1',
    semester: 'type1',
  },
})

import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import config from '../../examples/date-from-csv/config.ts'
import { date } from '../../examples/date-from-csv/dimensions/date.ts'
import { checkWarehouse } from '../../loader/etl/index.ts'
import { type Day, dateDimension, dateTable } from '../../loader/index.ts'
import { makeWorld } from '../load/world/world.ts'
import { inMemory } from '../servers/in-memory.ts'

const holidays: Readonly<Record<Day, string>> = {
  '2024-01-01': "New Year's Day",
  '2024-05-27': 'Memorial Day',
  '2024-06-19': 'Juneteenth',
  '2024-07-04': 'Independence Day',
  '2024-09-02': 'Labor Day',
  '2024-11-11': 'Veterans Day',
  '2024-11-28': 'Thanksgiving Day',
  '2024-12-25': 'Christmas Day',
}
const generated = dateDimension({
  name: 'generated',
  table: dateTable('generated_dim'),
  from: '2024-01-01',
  to: '2024-12-31',
  holidays,
})
/** As a load from the example's own folder reads it. */
const path = fileURLToPath(new URL('../../examples/date-from-csv/dates.csv', import.meta.url))
const fromFile = { ...date, source: { ...date.source, files: { ...date.source.files, path } as never } }

it('a calendar from a CSV file has the rows of one that is generated, in all columns that both have', async () => {
  await checkWarehouse(config)
  await using world = await makeWorld(inMemory)
  for (const unit of [generated, fromFile])
    expect(await world.load(unit)).toMatchObject({ status: 'done', counts: { read: 366, new: 366 } })
  const shared = Object.keys(date.table.columns).filter(
    (name) => name in generated.table.columns && name !== 'date_key',
  )
  expect(shared).toHaveLength(14)
  const rows = await world.rows(date.table, shared.join(', '))
  expect(rows).toEqual(await world.rows(generated.table, shared.join(', ')))
  // The reserved members, too.
  expect(rows).toHaveLength(369)
  expect(await world.load(fromFile)).toMatchObject({ counts: { read: 366, unchanged: 366 } })
})

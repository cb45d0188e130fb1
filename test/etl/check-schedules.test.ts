import { expect, test } from 'vitest'
import { checkWarehouse } from '../../loader/etl/index.ts'
import { units, warehouse } from '../../loader/index.ts'
import type { WarehouseShape } from '../../loader/model/index.ts'
import { brand, day, productSale, school } from '../typing/star.ts'

const nightly = { cron: '30 2 * * *', zone: 'Europe/Berlin' }

function config(schedules: Parameters<typeof warehouse>[0]['schedules'], redis = 'redis://localhost'): WarehouseShape {
  return warehouse({
    sources: { marketplace: 'duckdb:./m.duckdb' },
    warehouse: 'duckdb:./w.duckdb',
    dimensions: units({ day, school, brand }, { brand: { active: false } }),
    facts: units({ productSale }),
    ...(schedules === undefined ? {} : { schedules }),
    ...(redis === '' ? {} : { redis }),
  })
}

test('schedules that are well; one that loads nothing is noticed', async () => {
  const schedules = {
    nightly,
    late: { ...nightly, select: '+product_sale', exclude: 'brand' },
    off: { ...nightly, select: 'brand' },
  }
  expect(await checkWarehouse(config(schedules))).toEqual([
    'schedule off: no unit that is active is selected, so that it loads nothing.',
  ])
})

test.each([
  [
    'cron',
    { cron: '30 25 * * *', zone: 'UTC' },
    'bad-schedules',
    /^ {2}schedule one: "30 25 \* \* \*" cannot be read \(.*\)\. Write minute, hour/m,
  ],
  ['zone', { cron: '30 2 * * *', zone: 'Berlin' }, 'bad-schedules', /^ {2}schedule one: .*"Berlin"/m],
  [
    'select',
    { ...nightly, select: 'schol' },
    'bad-schedules',
    /^ {2}schedule one: select schol: there is no unit "schol"\. Did you mean "school"\?/m,
  ],
  [
    'exclude',
    { ...nightly, exclude: ['tag:monthly'] },
    'bad-schedules',
    /^ {2}schedule one: exclude tag:monthly: there is no tag "monthly"/m,
  ],
  [
    'selector',
    { ...nightly, select: '@school+' },
    'bad-schedules',
    /^ {2}schedule one: The selection "@school\+" has @ and \+/m,
  ],
])('FAULTS 65: a mistake in %s is found before anything runs', async (_, schedule, code, words) => {
  await expect(checkWarehouse(config({ one: schedule }))).rejects.toMatchObject({
    name: 'DefinitionError',
    code,
    message: expect.stringMatching(words),
  })
})

test('all mistakes at once, a missing Redis among them', async () => {
  const schedules = { one: { cron: 'daily', zone: 'UTC' }, two: { cron: '0 0 * * *', zone: 'Nowhere' } }
  await expect(checkWarehouse(config(schedules, ''))).rejects.toMatchObject({
    message: expect.stringMatching(/^The schedules have 3 mistakes:\n {2}There are schedules, and no redis/),
    fields: { findings: [expect.anything(), expect.anything(), expect.anything()] },
  })
})

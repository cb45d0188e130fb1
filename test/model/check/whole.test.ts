import { expect, test } from 'vitest'
import { check, queueShape } from '../../../loader/model/index.ts'
import { brand, findings, sale, school, sourceOf } from './star.ts'

test('the star itself is right', () => {
  expect(findings({ facts: [sale] })).toEqual([])
})

test('everything at once, and each thing once', () => {
  const found = findings({
    dimensions: [{ ...school, natural: { id: 'ident' } }, brand],
    facts: [{ ...sale, lookups: {}, order: ['when'] }],
  })
  expect(found).toEqual([
    'dimension school: the source has no column ident, from which id is to be filled.',
    'fact sale: order names when, which the source does not have.',
    'fact sale: reference school_key of sale_fact has no lookup.',
    'fact sale: reference brand_key of sale_fact has no lookup.',
  ])
})

test('a mistake that two units share is told once', () => {
  const wrong = { ...sale, order: ['when'] }
  expect(findings({ facts: [wrong, wrong] })).toEqual([
    'fact sale and fact sale have one name: give one of them another.',
    'fact sale and fact sale both load table sale_fact: a table has one unit.',
    'fact sale: order names when, which the source does not have.',
  ])
})

test('notices are no mistakes', () => {
  const ranged = { ...school, source: sourceOf(school, { partition: ['id'] }) }
  const config = { dimensions: { units: [ranged, brand], toggles: {} }, facts: { units: [], toggles: {} } }
  const rest = {
    sources: { shop: 'x:' },
    warehouse: 'x:',
    rejects: { warn: 0, fail: 1 },
    queue: queueShape(),
    schedules: {},
  }
  expect(check({ ...rest, ...config, log: { directory: '.', level: 'info', keep: '1 day' } })).toEqual([
    'dimension school: partition has no effect on a dimension, whose changes are found in its whole source.',
  ])
})

import { describe, expect, test } from 'vitest'
import type { FactShape } from '../../../loader/model/index.ts'
import { history, integer, key, natural, reference, table, varchar } from '../../../loader/schema/index.ts'
import { asBrand, asSale, brand, findings, named, type Parts, sale, saleFact, school, schoolDim } from './star.ts'

const other = table('school_dim', { school_key: key(), id: natural(integer()), nick: varchar(9), ...history() })

describe('names', () => {
  test.each<[string, Parts, string]>([
    [
      'a unit twice',
      asBrand({ name: 'school' }),
      'dimension school and dimension school have one name: give one of them another.',
    ],
    [
      'a fact like a dimension',
      { facts: [{ ...sale, name: 'brand' }] },
      'dimension brand and fact brand have one name: give one of them another.',
    ],
    [
      'a table of two units',
      { facts: [sale, { ...sale, name: 'again' }] },
      'fact sale and fact again both load table sale_fact: a table has one unit.',
    ],
    [
      'tables that differ by case',
      { dimensions: [school, brand, { ...school, name: 'again', table: { ...schoolDim, name: 'School_Dim' } }] },
      'dimension school and dimension again both load table school_dim: a table has one unit.',
    ],
    [
      'a name that --select reads otherwise',
      asBrand({ name: '+brand' }),
      `dimension "+brand": a unit's name has letters, digits, _ . and - alone, so that --select can name it.`,
    ],
    [
      'an empty name',
      asBrand({ name: '' }),
      `dimension "": a unit's name has letters, digits, _ . and - alone, so that --select can name it.`,
    ],
    [
      "the loader's own table",
      named('etl_run'),
      "dimension school: table etl_run begins with etl_, as the loader's own tables do. Name it otherwise.",
    ],
    [
      'like a shadow',
      named('sale__12'),
      'dimension school: table sale__12 ends like a table that the loader works in (<table>__<number>). Name it otherwise.',
    ],
    [
      'like an overflow',
      named('sale__12_d'),
      'dimension school: table sale__12_d ends like a table that the loader works in (<table>__<number>). Name it otherwise.',
    ],
    [
      'a toggle of no unit',
      { facts: [sale], toggles: { sales: { active: false } } },
      'config toggles sales, which is not among the facts.',
    ],
    [
      'a reference to another table of that name',
      asSale({ table: { ...saleFact, columns: { ...saleFact.columns, school_key: reference(other) } } }),
      'fact sale: school_key refers to a table school_dim that differs from the one of that name which is loaded.',
    ],
    [
      'a dimension among the facts',
      { facts: [school as unknown as FactShape], dimensions: [brand] },
      'school stands among the facts and is none.',
    ],
  ])('%s', (_, parts, sentence) => {
    expect(findings(parts)).toContain(sentence)
  })
})

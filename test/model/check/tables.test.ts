import { describe, expect, test } from 'vitest'
import type { FactShape } from '../../../loader/model/index.ts'
import { type Columns, degenerate, integer, key, measure, nullable, varchar } from '../../../loader/schema/index.ts'
import { asSale, asSchool, findings, type Parts, saleFact, schoolDim, without } from './star.ts'

describe('tables', () => {
  const dimensionTable = (columns: Columns) => asSchool({ table: { ...schoolDim, columns } })
  const factTable = (change: Partial<FactShape['table']>) => asSale({ table: { ...saleFact, ...change } })
  test.each<[string, Parts, string]>([
    [
      'no key',
      dimensionTable(without(schoolDim.columns, 'school_key') as Columns),
      'dimension school: table school_dim has no key(): it needs one.',
    ],
    [
      'two keys',
      dimensionTable({ ...schoolDim.columns, again: key() }),
      'dimension school: table school_dim has 2 key(): it needs one.',
    ],
    [
      'no natural key',
      dimensionTable({ ...schoolDim.columns, id: integer() }),
      'dimension school: table school_dim has no natural key: say natural(…) of the column that identifies a member.',
    ],
    [
      'a measure in a dimension',
      dimensionTable({ ...schoolDim.columns, n: measure(integer()) }),
      'dimension school: table school_dim: n is for measure, and a dimension cannot fill that.',
    ],
    [
      'no purpose in a fact',
      factTable({ columns: { ...saleFact.columns, n: integer() } }),
      'fact sale: table sale_fact: n is without a purpose, and a fact cannot fill that.',
    ],
    [
      'columns that differ by case',
      dimensionTable({ ...schoolDim.columns, NAME: varchar(9) }),
      'dimension school: table school_dim: NAME differs from another column by its case alone.',
    ],
    [
      'no grain',
      factTable({ grain: [] }),
      'fact sale: table sale_fact has no grain: name the columns that tell one row from another.',
    ],
    [
      'a grain of no column',
      factTable({ grain: ['number'] }),
      'fact sale: table sale_fact: the grain names number, which is no column.',
    ],
    [
      'a grain of a versioned key',
      factTable({ grain: ['no', 'school_key'] }),
      'fact sale: table sale_fact: the grain names school_key, whose dimension has history: a new version would change the grain.',
    ],
    [
      'a grain of a measure',
      factTable({ grain: ['amount'] }),
      'fact sale: table sale_fact: the grain names amount, which is neither degenerate nor a reference.',
    ],
    [
      'a grain that may be NULL',
      factTable({ columns: { ...saleFact.columns, no: degenerate(nullable(integer())) } }),
      'fact sale: table sale_fact: the grain names no, which may be NULL.',
    ],
    [
      'an index of no column',
      factTable({ indexes: [['no'], ['school']] }),
      'fact sale: table sale_fact: an index names school, which is no column.',
    ],
  ])('%s', (_, parts, sentence) => {
    expect(findings(parts)).toContain(sentence)
  })
})

import { describe, expect, it } from 'vitest'
import { sourceLayout } from '../../../loader/load/extract/source-layout.ts'
import { NO_KEY } from '../../../loader/load/lookup/role.ts'
import { roleInput } from '../../../loader/load/lookup/role-input.ts'
import {
  bigint,
  type Column,
  date,
  folded,
  integer,
  natural,
  reference,
  type Table,
  timestamp,
  trimmed,
  varchar,
} from '../../../loader/schema/index.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from '../world/shapes.ts'

const limits = { nulInText: true, wideTime: false, nonFiniteDoubles: false }

/** How a lookup reads a key that is declared so in the source and so in the dimension. */
function input(declared: Column, key: Column<Column['kind'], false, 'natural'>, zone?: string) {
  const dimension = drawDimension('tag', { keep: 'nothing', attributes: {}, columns: { code: key } })
  const source = drawSource('sale', { code: declared })
  const fact = drawFact('sale', {
    columns: { tag_key: reference(dimension.table as Table) },
    grain: [],
    source: zone === undefined ? source : { ...source, zone },
    lookups: { tag_key: drawLookup(dimension, { on: { code: 'code' } }) },
  })
  return roleInput(fact, fact.lookups['tag_key'] as never, sourceLayout(fact), limits)
}

describe('a source value is looked up as it comes only where conforming a canonical key gives that key again', () => {
  it.each([
    ['integer', input(integer(), natural(integer())), 0],
    ['date', input(date(), natural(date())), 0],
    ['text', input(varchar(5), natural(varchar(5))), 0],
    ['longer text', input(varchar(9), natural(varchar(5))), 0],
    ['folded in the dimension', input(varchar(5), natural(folded(varchar(5)))), 0],
    ['integer as bigint', input(integer(), natural(bigint())), -1],
    ['shorter text', input(varchar(4), natural(varchar(5))), -1],
    ['folded in the source', input(folded(varchar(5)), natural(varchar(5))), -1],
    ['trimmed in the source', input(trimmed(varchar(5)), natural(varchar(5))), -1],
    ['a zero date that means NULL', input(date({ zeroDate: 'null' }), natural(date())), -1],
    ['local times', input(timestamp(), natural(timestamp()), 'America/New_York'), -1],
  ])('%s: column %#', (_, { direct }, expected) => {
    expect(direct).toBe(expected)
  })

  it('what the source’s own column refuses is no key, though a member has it', () => {
    expect(input(varchar(4), natural(varchar(5))).key(['abcde'])).toBe(NO_KEY)
    expect(input(integer(), natural(bigint())).key(['9999999999'])).toBe(NO_KEY)
    expect(input(folded(varchar(5)), natural(varchar(5))).key(['ABC'])).toBe('abc')
  })
})

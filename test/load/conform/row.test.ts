import { describe, expect, it } from 'vitest'
import { compileConform } from '../../../loader/load/conform/compile-conform.ts'
import type { ConformColumn } from '../../../loader/load/conform/conform-column.ts'
import {
  type Cell,
  type ColumnShape,
  date,
  decimal,
  folded,
  integer,
  masked,
  natural,
  nullable,
  type RawRow,
  text,
  timestamp,
  trimmed,
  varchar,
} from '../../../loader/schema/index.ts'
import { narrow, wide } from './one-value.ts'

const named = (name: string, column: ColumnShape) => ({ name, column })

function conformed(columns: readonly ConformColumn[], raw: RawRow, limits = narrow) {
  const cells: Cell[] = []
  return compileConform(columns, limits)(raw, cells) ?? cells
}

describe('a row', () => {
  const columns: ConformColumn[] = [
    { at: 2, target: named('code', natural(integer())), whenNull: 'null-key' },
    { at: 0, target: named('name', nullable(varchar(5))) },
    { at: 0, target: named('title', varchar(3)) },
    { at: 1, from: named('cost', decimal(12, 2)), target: named('amount', decimal(12, 2)) },
  ]

  it('is put together by position; a value may fill several columns', () => {
    expect(conformed(columns, ['abc', '1.5', '07'])).toEqual([7, 'abc', 'abc', '1.50'])
  })

  it('is filled in the order that `to` says', () => {
    const [code, name, title, amount] = columns as [ConformColumn, ConformColumn, ConformColumn, ConformColumn]
    const turned = [
      { ...code, to: 2 },
      { ...name, to: 0 },
      { ...title, to: 3 },
      { ...amount, to: 1 },
    ]
    expect(conformed(turned, ['abc', '1.5', '07'])).toEqual(['abc', '1.50', 7, 'abc'])
  })

  it('overwrites the cells of the row before it', () => {
    const conform = compileConform(columns, narrow)
    const cells: Cell[] = []
    conform(['abc', '1.5', '07'], cells)
    conform(['de', '2', 8], cells)
    expect(cells).toEqual([8, 'de', 'de', '2.00'])
  })

  it('with NULL in a natural key has the reason that the caller names', () => {
    expect(conformed(columns, ['abc', '1', null])).toEqual({
      reason: 'null-key',
      message: 'code is NULL, and should be a whole number from -2147483648 to 2147483647.',
    })
    expect(conformed(columns, ['abc', '1', 'x'])).toMatchObject({ reason: 'type' })
  })

  it('with NULL in a NOT NULL column is rejected', () => {
    expect(conformed(columns, [null, '1', 1])).toEqual({
      reason: 'type',
      message: 'title is NULL, and should be valid Unicode text of at most 3 characters without NUL.',
    })
  })

  it('names every column that does not fit, the first gives the reason', () => {
    expect(conformed(columns, ['abcdef', '1.234', null])).toEqual({
      reason: 'null-key',
      message:
        'code is NULL, and should be a whole number from -2147483648 to 2147483647. ' +
        'name is "abcdef", and should be valid Unicode text of at most 5 characters without NUL. ' +
        'title is "abcdef", and should be valid Unicode text of at most 3 characters without NUL. ' +
        'amount (from cost) is "1.234", and should be a decimal number of at most 10 digits before the point and 2 after it ' +
        '(decimal(12, 2, { round: true }) would round).',
    })
    expect(conformed(columns, ['abcd', '1', null])).toMatchObject({ reason: 'null-key' })
    expect(conformed(columns, ['abcdef', '1', 1])).toMatchObject({ reason: 'type' })
  })

  it('cannot hold undefined: a value that is not there is no NULL', () => {
    expect(conformed(columns, ['abc'])).toMatchObject({
      message: expect.stringContaining('amount (from cost) is missing, and'),
    })
    expect(conformed([{ at: 0, target: named('name', nullable(text())) }], [])).toMatchObject({ reason: 'type' })
  })

  it('with a zero date that means NULL is rejected where the column is NOT NULL', () => {
    const from = named('day', date({ zeroDate: 'null' }))
    const raw = ['0000-00-00']
    expect(conformed([{ at: 0, from, target: named('day', date()) }], raw)).toMatchObject({ reason: 'type' })
    expect(conformed([{ at: 0, from, target: named('day', nullable(date())) }], raw)).toEqual([null])
  })
})

describe('the declared source column', () => {
  it.each<[string, ColumnShape, ColumnShape, unknown, unknown]>([
    ['folds', folded(varchar(9)), varchar(9), 'ABC', ['abc']],
    ['trims', trimmed(varchar(9)), varchar(3), ' abc ', ['abc']],
    ['rounds', decimal(12, 2, { round: true }), decimal(12, 4), '1.0051', ['1.0100']],
    ['keeps its digits', decimal(12, 4), decimal(12, 2), '1.5000', ['1.50']],
    ['takes zero dates', date({ zeroDate: 'null' }), nullable(date()), '0000-00-00', [null]],
    ['is a day', date(), timestamp(), '2024-02-29', ['2024-02-29 00:00:00.000000']],
    ['is a whole number', integer(), decimal(12, 2), '07', ['7.00']],
    ['says nothing of NULL', integer(), nullable(integer()), null, [null]],
  ])('%s before the target sees the value', (_, from, target, value, expected) => {
    expect(conformed([{ at: 0, from: named('c', from), target: named('c', target) }], [value])).toEqual(expected)
  })

  it('is what a value breaks, and what the sentence says then', () => {
    const column = { at: 0, from: named('number', integer()), target: named('amount', decimal(12, 2)) }
    expect(conformed([column], ['1.5'])).toMatchObject({
      message: 'amount (from number) is "1.5", and should be a whole number from -2147483648 to 2147483647.',
    })
  })
})

describe('a sentence', () => {
  const secret = '078-05-1120'

  it('shows no masked value, whichever end declares it', () => {
    const ends: ConformColumn[] = [
      { at: 0, target: named('ssn', masked(varchar(5))) },
      { at: 0, target: named('ssn', varchar(5)), from: named('ssn', masked(varchar(5))) },
    ]
    for (const column of ends) {
      expect(conformed([column], [secret])).toEqual({
        reason: 'type',
        message: 'ssn is (masked), and should be valid Unicode text of at most 5 characters without NUL.',
      })
    }
  })

  it.each<[unknown, string]>([
    ['x'.repeat(200), `c is "${'x'.repeat(80)}"… (200 characters), and`],
    [new Uint8Array(2), 'c is {"hex":"0000"}, and'],
    [new Uint8Array(200), `c is {"hex":"${'00'.repeat(40)}"}… (200 bytes), and`],
    [{ a: [1n, Number.NaN] }, 'c is {"a":["1","NaN"]}, and'],
    [Array.from({ length: 1000 }, () => 1), `c is [${'1,'.repeat(39)}1…, and`],
    ['a\n"b"\ud800', 'c is "a\\n\\"b\\"\\ud800", and'],
    [undefined, 'c is missing, and'],
    [-0, 'c is 0, and'],
    [5n, 'c is "5", and'],
  ])('shows %s', (value, beginning) => {
    const unfit = conformed([{ at: 0, target: named('c', date()) }], [value])
    expect((unfit as { message: string }).message.slice(0, beginning.length)).toBe(beginning)
  })

  it.each<[string, ColumnShape, string, string]>([
    ['a date', date(), 'a day YYYY-MM-DD of the years 1 to 9999 (date({ zeroDate: ', ''],
    ['text', text(), 'valid Unicode text without NUL.', 'valid Unicode text.'],
  ])('says what %s should be, on each engine', (_, column, onNarrow, onWide) => {
    const target = named('c', column)
    expect(conformed([{ at: 0, target }], [5])).toMatchObject({ message: expect.stringContaining(onNarrow) })
    expect(conformed([{ at: 0, target }], [5], wide)).toMatchObject({ message: expect.stringContaining(onWide) })
  })
})

import { describe, expect, it } from 'vitest'
import { compileReadBack } from '../../../loader/load/conform/read-back.ts'
import {
  boolean,
  date,
  decimal,
  folded,
  integer,
  masked,
  natural,
  timestamp,
  trimmed,
  varchar,
} from '../../../loader/schema/index.ts'
import { narrow } from './one-value.ts'

const columns = [
  { name: 'code', column: natural(integer()) },
  { name: 'name', column: folded(trimmed(varchar(9))) },
  { name: 'active', column: boolean() },
  { name: 'price', column: decimal(9, 2, { round: true }) },
  { name: 'valid_from', column: timestamp() },
]

describe('rows read back', () => {
  const read = compileReadBack('thing_dim', columns, narrow)

  it('are canonical, however the engine prints them', () => {
    const cells = [7, 'a', true, '0.50', '2024-02-29 00:00:00.500000']
    expect(read([7, 'a', true, '0.50', '2024-02-29 00:00:00.500000'])).toEqual(cells)
    expect(read(['7', 'a', 1, '.5', '2024-02-29 00:00:00.5'])).toEqual(cells)
    expect(read([7, 'a', 't', '0.5000', '2024-02-29T00:00:00.5+00'])).toEqual(cells)
  })

  it('may be NULL anywhere, as reserved members are', () => {
    expect(read([null, null, null, null, null])).toEqual([null, null, null, null, null])
  })

  it('stay what is stored, though the definition would now change it', () => {
    expect(read([1, ' A ', false, '1.00', '1000-01-01 00:00:00'])[1]).toBe(' A ')
  })

  it.each<[readonly unknown[], string]>([
    [[1, 'a', true, '1.005', '2024-02-29 00:00:00'], 'price is "1.005", and should be'],
    [[1, 'abcdefghij', true, '1', '2024-02-29 00:00:00'], 'name is "abcdefghij", and'],
    [[1, 'a', true, '1', 'infinity'], 'valid_from is "infinity", and'],
  ])('%o are none of ours', (row, sentence) => {
    expect(() => read(row)).toThrow(expect.objectContaining({ code: 'stored-value' }))
    expect(() => read(row)).toThrow(`The table thing_dim holds a value that no load of ours has written: ${sentence}`)
  })

  it('show no masked value, and no zero date as NULL', () => {
    const own = compileReadBack('t', [{ name: 'd', column: masked(date({ zeroDate: 'null' })) }], narrow)
    expect(() => own(['0000-00-00'])).toThrow('d is (masked), and')
  })
})

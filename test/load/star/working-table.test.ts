import { expect, it } from 'vitest'
import { workingTable, workingTables } from '../../../loader/load/star/working-table.ts'

it('a working table is told from a user’s by its number', () => {
  const names = [
    'sale',
    'sale__7',
    'sale__7_d',
    'sale__12_o',
    'sale__7_x',
    'sale__notes',
    'sale__07',
    'sale__7_',
    'sales__3',
  ]
  expect(workingTables('sale', names)).toEqual([
    { name: 'sale__7', number: 7, part: '' },
    { name: 'sale__7_d', number: 7, part: 'd' },
    { name: 'sale__12_o', number: 12, part: 'o' },
  ])
})

it('a name that is made is found again', () => {
  for (const part of ['', 'd', 'c', 's', 'i', 'o'] as const) {
    const name = workingTable('sale__2', 31, part)
    expect(workingTables('sale__2', [name])).toEqual([{ name, number: 31, part }])
    expect(workingTables('sale', [name])).toEqual([])
  }
})

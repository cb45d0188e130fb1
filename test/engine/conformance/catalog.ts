import { expect } from 'vitest'
import { column, make, type Stand } from './stand.ts'

const columns = [
  column('id', 'integer', { nullable: false }),
  column('b', 'boolean'),
  column('l', 'bigint'),
  column('d', 'decimal', { precision: 12, scale: 2 }),
  column('f', 'double'),
  column('v', 'varchar', { length: 75, nullable: false }),
  column('t', 'text'),
  column('dt', 'date'),
  column('tm', 'time'),
  column('ts', 'timestamp'),
  column('j', 'json'),
  column('x', 'binary', { length: 16 }),
]

export function catalogTests({ test }: Stand): void {
  test('tableColumns tells what createTable made, in its order', async (session, table) => {
    expect(await session.tableColumns(table)).toBeNull()
    await make(session, table, columns)
    const told = await session.tableColumns(table)
    expect(told?.map(({ name, nullable }) => [name, nullable])).toEqual(
      columns.map(({ name, column: { nullable } }) => [name, nullable]),
    )
    // As the dialect writes a type, so the catalog tells it, but for a collation: a changed definition is found by this.
    for (const [index, { column: shape }] of columns.entries()) {
      const type = told?.[index]?.type.toLowerCase() ?? ''
      expect
        .soft(session.dialect.type(shape).toLowerCase(), columns[index]?.name)
        .toSatisfy((written) => String(written).startsWith(type))
    }
  })

  test('tableExists, rename and drop', async (session, table) => {
    const { dropTable, renameTable } = session.dialect
    expect(await session.tableExists(table)).toBe(false)
    await make(session, table, columns)
    expect(await session.tableExists(table)).toBe(true)
    await session.execute(renameTable(table, `${table}_new`))
    expect([await session.tableExists(table), await session.tableExists(`${table}_new`)]).toEqual([false, true])
    await session.execute(dropTable(`${table}_new`))
    expect(await session.tableExists(`${table}_new`)).toBe(false)
    // A drop can be done again: a step that was interrupted is.
    await session.execute(dropTable(`${table}_new`))
  })

  test('tablesLike takes _ and % as they are', async (session, table) => {
    const names = [
      `${table}_a__1`,
      `${table}_a__2`,
      `${table}Xa__3`,
      `${table}_aX_4`,
      `${table}%a__5`,
      `${table}\\_a__6`,
      `other_${table}_a__7`,
    ]
    for (const name of names) await make(session, name, [column('n', 'integer'), column('a', 'integer')])
    expect([...(await session.tablesLike(`${table}_a__`))].sort()).toEqual([`${table}_a__1`, `${table}_a__2`])
    expect(await session.tablesLike(`${table}%`)).toEqual([`${table}%a__5`])
    expect(await session.tablesLike(`${table}\\`)).toEqual([`${table}\\_a__6`])
    expect(await session.tablesLike(`${table}_nothing`)).toEqual([])
    const columns = await session.columnsLike(`${table}_a__`)
    expect([...columns].sort()).toEqual([`${table}_a__1`, `${table}_a__2`].map((name) => [name, ['n', 'a']]))
    expect([...(await session.columnsLike(`${table}%`)).keys()]).toEqual([`${table}%a__5`])
  })
}

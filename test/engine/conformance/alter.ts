import { expect } from 'vitest'
import { codeOf, column, make, rowsOf, type Stand } from './stand.ts'

const id = column('id', 'integer', { nullable: false })

export function alterTests({ test }: Stand): void {
  const types = async (session: Parameters<Parameters<Stand['test']>[1]>[0], table: string) =>
    (await session.tableColumns(table))?.map(
      ({ name, type, nullable }) => `${name} ${type} ${nullable ? 'NULL' : 'NOT NULL'}`,
    )

  test('a table with rows is altered: columns added, renamed, changed, dropped', async (session, table) => {
    const { alter, type, quote } = session.dialect
    const [text, amount] = [
      column('te xt', 'varchar', { length: 9 }),
      column('amount', 'decimal', { precision: 6, scale: 2 }),
    ]
    await make(session, table, [id, text, column('gone', 'date'), amount])
    const wider = column('amount', 'decimal', { precision: 9, scale: 3, nullable: false })
    await session.execute(`INSERT INTO ${quote(table)} VALUES (1, 'a ', NULL, 12.34)`)
    await session.execute(alter.addColumn(table, column('new', 'timestamp')))
    await session.execute(alter.renameColumn(table, 'te xt', 'tex"t`'))
    await session.execute(alter.dropColumn(table, 'gone'))
    for (const sql of alter.changeColumn(table, wider, { type: true, nullability: true })) await session.execute(sql)
    expect(await types(session, table)).toEqual([
      `id ${type(id.column)} NOT NULL`,
      `tex"t\` ${type(text.column)} NULL`,
      `amount ${type(wider.column)} NOT NULL`,
      `new ${type(column('new', 'timestamp').column)} NULL`,
    ])
    expect((await rowsOf(session, table)).map((row) => row.map(String))).toEqual([['1', 'a ', '12.340', 'null']])
    const open = { ...wider, column: { ...wider.column, nullable: true } }
    for (const sql of alter.changeColumn(table, open, { type: false, nullability: true })) await session.execute(sql)
    expect((await types(session, table))?.[2]).toBe(`amount ${type(wider.column)} NULL`)
    expect(alter.changeColumn(table, open, { type: false, nullability: false })).toEqual([])
  })

  test('NOT NULL where there is NULL is refused, and nothing is changed', async (session, table) => {
    const { alter, quote } = session.dialect
    await make(session, table, [id, column('v', 'integer')])
    await session.execute(`INSERT INTO ${quote(table)} VALUES (1, NULL)`)
    const filled = column('v', 'integer', { nullable: false })
    const [sql = ''] = alter.changeColumn(table, filled, { type: false, nullability: true })
    expect(await codeOf(session.execute(sql))).not.toBeNull()
    expect((await session.tableColumns(table))?.[1]?.nullable).toBe(true)
    expect(await rowsOf(session, table)).toEqual([[1, null]])
  })

  test('tableIndexes tells keys and indexes in the order of their columns; none where there are none', async (session, table) => {
    const { addIndexes } = session.dialect
    const [b, c] = [column('b', 'integer', { nullable: false }), column('c', 'integer')]
    await make(session, table, [id, b, c], { primaryKey: ['id', 'b'], unique: [['c', 'b']] })
    for (const sql of addIndexes(table, [['b'], ['c', 'id']])) await session.execute(sql)
    const told = (await session.tableIndexes(table)).map(
      ({ columns, unique, primary }) => `${columns.join(' ')}${primary ? ' primary' : unique ? ' unique' : ''}`,
    )
    expect([...told].sort()).toEqual(session.capabilities.indexes ? ['b', 'c b unique', 'c id', 'id b primary'] : [])
    expect(await session.tableIndexes(`${table}_nowhere`)).toEqual([])
  })

  test('a primary key is added to a filled table, or nothing is', async (session, table) => {
    const { addPrimaryKey, quote } = session.dialect
    if (addPrimaryKey === null) return
    const part = column('part', 'integer', { nullable: false })
    await make(session, table, [id, part])
    await session.execute(`INSERT INTO ${quote(table)} VALUES (1, 1), (1, 2), (2, 1), (1, 2)`)
    const add = () => session.execute(addPrimaryKey(table, ['part', 'id']))
    expect(await codeOf(add())).toBe('duplicate-key')
    expect(await session.tableIndexes(table)).toEqual([])
    const undone = session.transaction(async () => {
      await session.execute(`DELETE FROM ${quote(table)} WHERE id = 1`)
      await add()
      throw new Error('Never mind.')
    })
    await expect(undone).rejects.toThrow('Never mind.')
    expect(await session.tableIndexes(table)).toEqual([])
    await session.transaction(async () => {
      await session.execute(`DELETE FROM ${quote(table)} WHERE id = 1`)
      await session.execute(`INSERT INTO ${quote(table)} VALUES (1, 2)`)
      await add()
    })
    expect(await session.tableIndexes(table)).toMatchObject([{ columns: ['part', 'id'], unique: true, primary: true }])
    expect(await codeOf(session.execute(`INSERT INTO ${quote(table)} VALUES (2, 1)`))).toBe('duplicate-key')
  })
}

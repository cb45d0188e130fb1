import { expect } from 'vitest'
import { codeOf, column, make, rowsOf, type Stand, sql } from './stand.ts'

const number = [column('a', 'integer'), column('b', 'varchar', { length: 20 })]

export function statementTests({ test }: Stand): void {
  test('execute tells the rows it changed', async (session, table) => {
    await make(session, table, number)
    const name = session.dialect.quote(table)
    expect(await session.execute(`INSERT INTO ${name} VALUES (1, 'x'), (2, 'y'), (3, 'y')`)).toBe(3)
    expect(await session.execute(sql(session, [`UPDATE ${name} SET b = `, ' WHERE b = ', ''], 'z', 'y'))).toBe(2)
    // Equal to what is there: counted all the same, or a token that is set to its own value would look lost.
    expect(await session.execute(sql(session, [`UPDATE ${name} SET b = `, ''], 'z'))).toBe(3)
    expect(await session.execute(`DELETE FROM ${name} WHERE a > 1`)).toBe(2)
    expect(await session.execute(`DELETE FROM ${name} WHERE a > 1`)).toBe(0)
  })

  test('describe tells names and kinds and runs nothing', async (session, table) => {
    const columns = [
      column('b', 'boolean'),
      column('i', 'integer'),
      column('l', 'bigint'),
      column('d', 'decimal', { precision: 12, scale: 2 }),
      column('f', 'double'),
      column('v', 'varchar', { length: 75 }),
      column('t', 'text'),
      column('dt', 'date'),
      column('tm', 'time'),
      column('ts', 'timestamp'),
      column('x', 'binary', { length: 20 }),
    ]
    await make(session, table, columns)
    const query = `SELECT * FROM ${session.dialect.quote(table)} WHERE i > `
    const told = await session.describe(sql(session, [query, ''], 5))
    expect(told.map(({ name }) => name)).toEqual(columns.map(({ name }) => name))
    // The engines that know no boolean tell an integer, those that know one text type tell varchar.
    const alike: Readonly<Record<string, readonly string[]>> = {
      boolean: ['boolean', 'integer'],
      text: ['text', 'varchar'],
    }
    for (const [index, { column: shape }] of columns.entries()) {
      expect(alike[shape.kind] ?? [shape.kind], columns[index]?.name).toContain(told[index]?.kind)
    }
  })

  test('describe of an expression, and of a parameter whose type is cast', async (session) => {
    const told = await session.describe(sql(session, ['SELECT 1 + 1 AS two, CAST(', ' AS DECIMAL(10, 3)) AS p'], '1.5'))
    expect(told.map(({ name, kind }) => [name, kind])).toEqual([
      ['two', expect.stringMatching(/^(integer|bigint)$/)],
      ['p', 'decimal'],
    ])
  })

  test('a refused statement tells its beginning and leaves the session usable', async (session, table) => {
    await make(session, table, number)
    const name = session.dialect.quote(table)
    const failures: readonly (readonly [string, string])[] = [
      ['SELEC 1', 'bad-sql'],
      ['SELECT a FROM no_such_table', 'unknown-table'],
      [`SELECT no_such_column FROM ${name}`, 'unknown-column'],
      [`INSERT INTO ${name} VALUES ('twelve', 'x')`, 'bad-value'],
      [`CREATE TABLE ${name} (a INTEGER)`, 'table-exists'],
    ]
    for (const [statement, code] of failures) {
      expect.soft(await codeOf(session.execute(statement)), statement).toBe(code)
      await expect.soft(session.execute(statement)).rejects.toThrow(statement.slice(0, 20))
    }
    expect.soft(await codeOf(session.describe('SELECT a FROM no_such_table'))).toBe('unknown-table')
    expect.soft(await codeOf(session.query('SELECT a FROM no_such_table'))).toBe('unknown-table')
    expect(await rowsOf(session, table)).toEqual([])
  })

  test('two statements in one text are refused, and neither runs', async (session, table) => {
    await make(session, table, number)
    const both = `INSERT INTO ${session.dialect.quote(table)} VALUES (1, 'x'); DROP TABLE ${session.dialect.quote(table)}`
    expect(await codeOf(session.execute(both))).toBe('bad-sql')
    expect(await codeOf(session.query(both))).toBe('bad-sql')
    expect(await rowsOf(session, table)).toEqual([])
  })

  test('text in a parameter stays text', async (session, table) => {
    await make(session, table, [column('t', 'text')])
    const evil = `'); DROP TABLE ${table}; -- \\' " \``
    const name = session.dialect.quote(table)
    await session.execute(sql(session, [`INSERT INTO ${name} VALUES (`, ')'], evil))
    expect(await rowsOf(session, table)).toEqual([[evil]])
    expect(await session.query(sql(session, [`SELECT 1 FROM ${name} WHERE t = `, ''], evil))).toEqual([[1]])
  })

  test('a statement while another runs throws, and the first one ends as it would have', async (session) => {
    const first = session.query('SELECT 1')
    expect(await codeOf(session.query('SELECT 2'))).toBe('session-busy')
    expect(await first).toEqual([[1]])
    for await (const _ of session.read('SELECT 1')) {
      expect(await codeOf(session.execute('SELECT 2'))).toBe('session-busy')
    }
    expect(await session.query('SELECT 3')).toEqual([[3]])
  })

  test('times are told in UTC whatever the zone of the machine', async (session) => {
    const rows = await session.query('SELECT CURRENT_TIMESTAMP')
    const told = Date.parse(`${String(rows[0]?.[0]).slice(0, 19).replace(' ', 'T')}Z`)
    // Half an hour: far beyond any difference of clocks, below that of any two zones.
    expect(Math.abs(told - Date.now())).toBeLessThan(1_800_000)
  })
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openEngine, type Session } from '../../../loader/engine/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'typeline-stage-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('a query of another DuckDB database, staged', () => {
  let databases = 0
  /** Two databases in files of one name, each with a table `t` that tells whose it is. */
  async function pair(options = ['', '']) {
    databases += 1
    await using stack = new AsyncDisposableStack()
    const open = async (whose: string, option = ''): Promise<Session> => {
      const engine = stack.use(
        await openEngine(`duckdb:${join(folder, `${databases}`, whose, 'shop.duckdb')}${option}`),
      )
      const session = stack.use(await engine.connect())
      await session.execute(`CREATE TABLE t AS SELECT '${whose}' AS whose, i FROM range(3000) AS r(i)`)
      return session
    }
    const [own, other] = [await open('own', options[0]), await open('other', options[1])]
    const kept = stack.move()
    return { own, other, [Symbol.asyncDispose]: () => kept.disposeAsync() }
  }

  it('is a table with its types, its rows in their order; names without a database are each database’s own', async () => {
    await using here = await pair()
    const { own, other } = here
    await other.execute('CREATE VIEW v AS SELECT whose, i, CAST(i AS DECIMAL(9,2)) AS d FROM main.t WHERE i <> 7')
    const columns = await own.stage('made', other, 'SELECT * FROM v ORDER BY i DESC -- the last first')
    expect(columns).toEqual(await other.describe('FROM v'))
    expect(await own.query('SELECT COUNT(*), MIN(whose), MAX(whose) FROM made')).toEqual([['2999', 'other', 'other']])
    const order = own.dialect.setBased?.stagedOrder
    expect(await own.query(`SELECT i FROM made ORDER BY ${order} LIMIT 2`)).toEqual([['2999'], ['2998']])
    expect(await own.query('SELECT MAX(whose) FROM t')).toEqual([['own']])
    expect(await other.tableExists('made')).toBe(false)
  })

  it('takes bound values', async () => {
    await using here = await pair()
    const { own, other } = here
    await own.stage('made', other, { sql: 'SELECT i FROM t WHERE i < $1 AND whose = $2', params: [2, 'other'] })
    expect(await own.query('FROM made')).toEqual([['0'], ['1']])
  })

  it.each([
    ['no SELECT', 'DESCRIBE t'],
    ['two columns of one name', 'SELECT i, i FROM t'],
    ['several statements', 'SELECT i FROM t; DROP TABLE t'],
  ])('is none, and nothing is left, where it is %s', async (_, sql) => {
    await using here = await pair()
    const { own, other } = here
    expect(await own.stage('made', other, sql)).toBeNull()
    expect([await own.tableExists('made'), await own.tableExists('t'), await other.tableExists('t')]).toEqual([
      false,
      true,
      true,
    ])
  })

  it('a column that is called like a second one is no second one', async () => {
    await using here = await pair()
    const { own, other } = here
    const columns = await own.stage('made', other, 'SELECT i, i + 1 AS i_1 FROM t')
    expect(columns?.map(({ name }) => name)).toEqual(['i', 'i_1'])
  })

  it('an error is the other database’s, and the session finds back to its own', async () => {
    await using here = await pair()
    const { own, other } = here
    const failing = own.stage('made', other, 'SELECT CAST(whose AS INTEGER) AS i FROM t')
    await expect(failing).rejects.toMatchObject({
      code: 'bad-value',
      message: expect.stringMatching(/other\/shop\.duckdb refused/),
    })
    expect(await own.tableExists('made')).toBe(false)
    expect(await own.query('SELECT MAX(whose) FROM t')).toEqual([['own']])
  })

  it('ends when it is aborted, and the session finds back to its own', async () => {
    await using here = await pair()
    const { own, other } = here
    const stop = new AbortController()
    const staged = own.stage('made', other, 'SELECT SUM(a.i * b.i * c.i) AS s FROM t a, t b, t c', {
      signal: stop.signal,
    })
    setImmediate(() => stop.abort())
    await expect(staged).rejects.toMatchObject({ code: 'cancelled' })
    expect(await own.query('SELECT MAX(whose) FROM t')).toEqual([['own']])
  })

  it('is none where the databases were opened otherwise, or it is one in a transaction', async () => {
    await using here = await pair(['', '?threads=1'])
    const { own, other } = here
    expect(await own.stage('made', other, 'SELECT i FROM t')).toBeNull()
    await using same = await pair()
    const within = same.own.transaction(() => same.own.stage('made', same.other, 'SELECT i FROM t'))
    await expect(within).rejects.toThrow('outside of transactions')
  })
})

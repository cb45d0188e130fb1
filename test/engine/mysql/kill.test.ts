import { expect, test } from 'vitest'
import { openEngine } from '../../../loader/engine/index.ts'
import { describeMysql } from '../../servers/describe-mysql.ts'
import { mysqlDatabase } from '../../servers/index.ts'

describeMysql('ending another connection', () => {
  test('killing another connection ends what it runs; one that is not there is said', async () => {
    await using database = await mysqlDatabase()
    await using engine = await openEngine(database.url)
    await using one = await engine.connect()
    const two = await engine.connect()
    const running = expect(two.query('SELECT SLEEP(60)')).rejects.toMatchObject({
      code: 'connection-lost',
      transient: true,
    })
    expect(await one.kill(two.id ?? '')).toBe(true)
    await running
    await two[Symbol.asyncDispose]()
    expect(await one.kill('999999999@127.0.0.1:1')).toBe(false)
    expect(await one.kill('1; DROP TABLE x')).toBe(false)
  })

  test('a number that another connection has by now (the server was restarted) is left alone', async () => {
    await using database = await mysqlDatabase()
    await using engine = await openEngine(database.url)
    await using one = await engine.connect()
    await using two = await engine.connect()
    const [number, address] = (two.id ?? '').split('@')
    expect(address).toMatch(/:\d+$/)
    expect(await one.kill(`${number}@127.0.0.1:1`)).toBe(false)
    expect(await two.query('SELECT 1')).toEqual([[1]])
  })
})

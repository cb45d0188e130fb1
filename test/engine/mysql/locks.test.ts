import { expect, test } from 'vitest'
import { openEngine } from '../../../loader/engine/index.ts'
import { describeMysql } from '../../servers/describe-mysql.ts'
import { mysqlDatabase } from '../../servers/index.ts'
import { fakeServer } from './fake-server.ts'

describeMysql('session locks', () => {
  test('are of one database, though the server knows their names in all', async () => {
    await using one = await mysqlDatabase()
    await using two = await mysqlDatabase()
    await using engineOne = await openEngine(one.url)
    await using engineTwo = await openEngine(two.url)
    await using first = await engineOne.connect()
    await using second = await engineTwo.connect()
    await using third = await engineOne.connect()
    const name = `dimension ${'long '.repeat(40)}`
    expect(await first.tryLock(name)).toBe(true)
    expect(await second.tryLock(name)).toBe(true)
    expect(await third.tryLock(name)).toBe(false)
    expect(await third.tryLock(`${name}.`)).toBe(true)
  })

  test('are free as soon as the session that held them is closed', async () => {
    await using database = await mysqlDatabase()
    await using engine = await openEngine(database.url)
    await using next = await engine.connect()
    for (let round = 0; round < 20; round++) {
      const holder = await engine.connect()
      expect(await holder.tryLock('unit')).toBe(true)
      await holder[Symbol.asyncDispose]()
      expect(await next.tryLock('unit')).toBe(true)
      await next.unlock('unit')
    }
  })
})

test('a session frees its locks before it says goodbye: a server would do so some time after', async () => {
  await using server = await fakeServer((sql) =>
    sql.includes('GET_LOCK') ? { rows: [['1']], after: 'end' } : undefined,
  )
  await using engine = await openEngine(server.url)
  const session = await engine.connect()
  await session.tryLock('unit')
  await session[Symbol.asyncDispose]()
  expect(server.statements.at(-1)).toBe('DO RELEASE_ALL_LOCKS()')
})

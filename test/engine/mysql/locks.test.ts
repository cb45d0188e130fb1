import { expect, test } from 'vitest'
import { openEngine } from '../../../loader/engine/index.ts'
import { describeMysql } from '../../servers/describe-mysql.ts'
import { mysqlDatabase } from '../../servers/index.ts'

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
    for (let round = 0; round < 100; round++) {
      const holder = await engine.connect()
      await using next = await engine.connect()
      expect(await holder.tryLock('unit')).toBe(true)
      await holder[Symbol.asyncDispose]()
      expect(await next.tryLock('unit')).toBe(true)
    }
  })
})

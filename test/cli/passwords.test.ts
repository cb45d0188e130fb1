import { describe, expect, it } from 'vitest'
import { type EngineName, engines } from '../servers/index.ts'
import { openShop } from './open-shop.ts'
import { onDatabase } from './shop/rows.ts'

const load = '--run_dimensions --run_facts --log-level trace'
const password = 's3cr/t"pw'

interface UserStatements {
  readonly make: (user: string) => readonly string[]
  readonly drop: (user: string) => readonly string[]
}

/** Only a server has passwords. */
const users: Readonly<Partial<Record<EngineName, UserStatements>>> = {
  mysql: {
    make: (user) => [`CREATE USER '${user}'@'%' IDENTIFIED BY '${password}'`, `GRANT ALL ON *.* TO '${user}'@'%'`],
    drop: (user) => [`DROP USER '${user}'@'%'`],
  },
  postgres: {
    make: (user) => [`CREATE ROLE ${user} SUPERUSER LOGIN PASSWORD '${password}'`],
    drop: (user) => [`REASSIGN OWNED BY ${user} TO CURRENT_USER`, `DROP ROLE ${user}`],
  },
}

describe.each(engines.filter(({ name }) => users[name] !== undefined))('a password on $name', (engine) => {
  it('is seen nowhere: not when all goes well, not when a query fails, not when it is wrong', async () => {
    await using shop = await openShop(engine)
    const user = new URL(shop.warehouseUrl).pathname.slice(1, 30)
    const statements = users[engine.name]
    await onDatabase(shop.warehouseUrl, async (session) => {
      for (const statement of statements?.make(user) ?? []) await session.execute(statement)
    })
    try {
      const withUser = (url: string, word: string) => {
        const own = new URL(url)
        own.username = user
        own.password = encodeURIComponent(word)
        return own.href
      }
      const places = (word: string) => ({
        SHOP_SOURCE_URL: withUser(shop.sourceUrl, word),
        SHOP_WAREHOUSE_URL: withUser(shop.warehouseUrl, word),
      })
      const ends = [
        await shop.run(`${load} --json`, places(password)),
        await shop.run('--config /nowhere/s3cr/t"pw.ts', places(password)),
        await shop.run(`${load} --select s3cr/t"pw`, places(password)),
        await shop.run(load, { ...places(password), SHOP: 'bad-sql' }),
        await shop.run(load, places(`${password}-not`)),
      ]
      expect(ends.map(({ status }) => status)).toEqual([0, 2, 2, 2, 2])
      const seen = ends.map(({ stdout, stderr }) => stdout + stderr).join('') + shop.log()
      expect(seen).toContain(user)
      const words = await shop.ask('SELECT command FROM etl_run')
      for (const form of [password, encodeURIComponent(password), JSON.stringify(password).slice(1, -1)]) {
        // The configuration's own name is told before anything is known of passwords.
        expect(seen.replace(/There is no configuration .*\n/, '')).not.toContain(form)
        expect(words.join()).not.toContain(form)
      }
    } finally {
      await onDatabase(shop.warehouseUrl, async (session) => {
        for (const statement of statements?.drop(user) ?? []) await session.execute(statement)
      })
    }
  })
})

import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type Engine, openEngine, type Session } from '../../loader/engine/index.ts'
import { engines } from '../servers/index.ts'

const own: Readonly<Record<string, string>> = {
  mysql: 'SELECT CONNECTION_ID()',
  postgres: 'SELECT pg_backend_pid()',
}
/** A setting that each session says first, and one that ours leave alone. */
const changes: Readonly<Record<string, readonly string[]>> = {
  mysql: ["SET time_zone = '+03:00'", "SET sql_mode = ''", 'SET @left = 1'],
  postgres: ["SET TimeZone = 'Asia/Tokyo'", "SET search_path = 'pg_catalog'", "SET lock_timeout = '1s'"],
}
const looks: Readonly<Record<string, string>> = {
  mysql: 'SELECT @@time_zone, @@sql_mode, @left',
  postgres: "SELECT current_setting('TimeZone'), current_setting('search_path'), current_setting('lock_timeout')",
}

/** Logging in costs a server more than most of what a short session asks. */
describe.each(engines.filter(({ name }) => name in own))('connections between two sessions ($name)', (engine) => {
  const withEngine = async (work: (opened: Engine, url: string) => Promise<void>) => {
    await using database = await engine.database()
    await using opened = await openEngine(database.url)
    await work(opened, database.url)
  }
  /** The number on the server of a session that does this. */
  const numberOf = async (opened: Engine, work: (session: Session) => Promise<unknown> = async () => {}) => {
    await using session = await opened.connect()
    const number = (await session.query(own[engine.name] ?? ''))[0]?.[0]
    await work(session)
    return number
  }

  it('serve the next session, as if they were new', () =>
    withEngine(async (opened) => {
      const look = (session: Session) => session.query(looks[engine.name] ?? '')
      let before: unknown
      const first = await numberOf(opened, async (session) => {
        before = await look(session)
        for (const change of changes[engine.name] ?? []) await session.execute(change)
        expect(await look(session)).not.toEqual(before)
      })
      const second = await numberOf(opened, async (session) => {
        expect(await look(session)).toEqual(before)
      })
      expect(second).toBe(first)
    }))

  it.each<[string, (session: Session) => Promise<unknown>]>([
    ['whose id is known', async (session) => session.id],
    ['that tried a lock', (session) => session.tryLock('some lock')],
    [
      'that was interrupted',
      (session) =>
        session
          .query(engine.name === 'mysql' ? 'SELECT SLEEP(9)' : 'SELECT pg_sleep(9)', {
            signal: AbortSignal.timeout(50),
          })
          .catch(() => {}),
    ],
    [
      'that ended within a transaction',
      (session) => session.transaction(async () => session[Symbol.asyncDispose]()).catch(() => {}),
    ],
  ])('end with a session %s', (_, work) =>
    withEngine(async (opened) => {
      const first = await numberOf(opened, work)
      expect(await numberOf(opened)).not.toBe(first)
    }),
  )

  it('are left when they have died', () =>
    withEngine(async (opened, url) => {
      const first = await numberOf(opened)
      await using other = await openEngine(url)
      await using killer = await other.connect()
      await killer.query(engine.name === 'mysql' ? `KILL ${first}` : `SELECT pg_terminate_backend(${first})`)
      await sleep(20)
      expect(await numberOf(opened)).not.toBe(first)
    }))
})

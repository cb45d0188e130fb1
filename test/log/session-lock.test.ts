import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { engines } from '../servers/index.ts'
import { breakLock, lockConnection, openWarehouse, take } from './drawn.ts'

afterEach(() => {
  vi.useRealTimers()
})

describe.each(engines)("a unit's session lock ($name)", ({ name, database }) => {
  test('is pinged, and taken again when its connection broke', async () => {
    await using warehouse = await openWarehouse(database)
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    await using _owner = await take(warehouse.log)
    const before = await lockConnection(warehouse)
    const opened = warehouse.sessions.length
    await breakLock(warehouse)
    await using probe = await warehouse.engine.connect()
    expect(await probe.tryLock('unit school')).toBe(true)
    await probe.unlock('unit school')
    vi.advanceTimersByTime(20_000)
    while (await probe.tryLock('unit school')) {
      await probe.unlock('unit school')
      await sleep(20)
    }
    expect(warehouse.sessions.length).toBe(opened + 3)
    expect(warehouse.sessions.at(-1)?.id).not.toBe(before)
  })

  const seconds: Readonly<Partial<Record<typeof name, string>>> = {
    mysql: 'SELECT @@SESSION.wait_timeout',
    // 0: never.
    postgres: "SELECT extract(epoch FROM current_setting('idle_session_timeout')::interval)::integer",
  }
  const ask = seconds[name]
  test.runIf(ask !== undefined)(
    "is let go by the server after 60 s of silence; the writing session's time is long",
    async () => {
      await using warehouse = await openWarehouse(database)
      await using owner = await take(warehouse.log)
      const id = await lockConnection(warehouse)
      const lock = warehouse.sessions.findLast((session) => session.id === id)
      expect(await lock?.query(ask ?? '')).toEqual([[expect.toSatisfy((value) => Number(value) === 60)]])
      const [row] = await (await owner.session()).query(ask ?? '')
      expect(Number(row?.[0]) || Number.POSITIVE_INFINITY).toBeGreaterThan(3600)
    },
  )
})

import { describe, expect, test } from 'vitest'
import type { Engine, Session } from '../../loader/engine/index.ts'
import { DatabaseError } from '../../loader/errors/index.ts'
import { holdingOf, unlockUnit } from '../../loader/log/index.ts'
import { engines } from '../servers/index.ts'
import { openWarehouse, take } from './drawn.ts'

describe.each(engines)('unlocking a unit ($name)', ({ database }) => {
  test('ends who has it, and fences it: it cannot commit any more, nor come back', async () => {
    await using warehouse = await openWarehouse(database)
    expect(await holdingOf(warehouse.engine, 'school')).toMatchObject({ free: true, last: null })
    const owner = await take(warehouse.log)
    await owner.commit(null, async () => undefined)
    expect(await holdingOf(warehouse.engine, 'school')).toMatchObject({ free: false, last: { pid: process.pid } })
    expect(await unlockUnit(warehouse.log, 'school')).toBe(true)
    await expect(owner.commit(null, async () => undefined)).rejects.toMatchObject({ code: 'fenced' })
    await owner[Symbol.asyncDispose]()
    expect(await holdingOf(warehouse.engine, 'school')).toMatchObject({ free: true, last: { pid: process.pid } })
    await using next = await take(warehouse.log)
    await next.commit(null, async () => undefined)
  })

  test('who may not end its connections fences it all the same, and is told that it still has the unit', async () => {
    await using warehouse = await openWarehouse(database)
    await using owner = await take(warehouse.log)
    await owner.commit(null, async () => undefined)
    const { engine, clock } = warehouse.log
    const powerless: Engine = {
      ...engine,
      dialect: engine.dialect,
      capabilities: engine.capabilities,
      place: engine.place,
      connect: async (options) => mayNotEnd(await engine.connect(options)),
    }
    expect(await unlockUnit({ engine: powerless, clock }, 'school', 0)).toBe(false)
    expect(await holdingOf(engine, 'school')).toMatchObject({ free: false })
    await expect(owner.commit(null, async () => undefined)).rejects.toMatchObject({ code: 'fenced' })
  })
})

function mayNotEnd(session: Session): Session {
  return new Proxy(session, {
    get(target, name) {
      if (name === 'kill') throw new DatabaseError('not-permitted', 'It is not yours.')
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return (...args: readonly unknown[]) => member.apply(target, args)
    },
  })
}

import { hostname } from 'node:os'
import { describe, expect, it } from 'vitest'
import { openEngine } from '../../loader/engine/index.ts'
import { beginRun, openLog, takeUnit } from '../../loader/log/index.ts'
import { engines } from '../servers/index.ts'
import { openShop } from './open-shop.ts'

const unit = { name: 'store', kind: 'dimension', definition: { hash: 'h', text: '{}' } } as const

// Of the servers one: test/log/unlock.test.ts looks at each.
const some = engines.filter(({ name }) => name !== 'mysql' || engines.length < 3)

describe.each(some)('unlock on $name', (engine) => {
  it('tells who has a unit, asks first, takes it; a unit that nobody has says so', { timeout: 120_000 }, async () => {
    await using shop = await openShop(engine)
    expect(await shop.run('unlock stor')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('There is no unit "stor". Did you mean "store"?'),
    })
    expect(await shop.run('unlock store')).toMatchObject({ status: 0, stdout: 'Nobody has store. A load takes it.\n' })

    await using warehouse = await openEngine(shop.warehouseUrl)
    const log = await openLog(warehouse)
    await using owner = await takeUnit(log, await beginRun(log, { software: 'test' }), unit)
    if (engine.name === 'duckdb') {
      // The file is the lock: only its process can give it up.
      expect(await shop.run('unlock store --yes')).toMatchObject({
        status: 5,
        stderr: expect.stringContaining(String(process.pid)),
      })
      return
    }
    const held = `store is held by process ${process.pid} on ${hostname()} (run 1), since `
    const asked = await shop.run('unlock store')
    expect(asked).toMatchObject({ status: 2, stdout: expect.stringContaining(held) })
    expect(asked.stderr).toMatch(/add --yes if that is meant/)
    await owner.commit(null, async () => undefined)

    const taken = await shop.run('unlock store --yes --json')
    expect({ ...taken, ...JSON.parse(taken.stdout) }).toMatchObject({
      status: 0,
      held: true,
      freed: true,
      pid: process.pid,
      connections: [expect.any(String), expect.any(String)],
    })
    await expect(owner.commit(null, async () => undefined)).rejects.toMatchObject({ code: 'fenced' })
    expect(await shop.run('unlock store')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^Nobody has store; process \d+ .* had it last\. A load takes it\.\n$/),
    })
    expect(shop.log()).toContain('"unlocked"')
  })
})

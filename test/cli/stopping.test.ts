import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { engines } from '../servers/index.ts'
import { openShop } from './open-shop.ts'
import { startChild } from './run-child.ts'
import { until } from './until.ts'

const load = '--run_dimensions --run_facts'

const interrupted = ['SIGINT', 130, 'interrupted'] as const
const terminated = ['SIGTERM', 143, 'terminated'] as const

describe.each(engines)('a signal while a fact loads on $name', (engine) => {
  // What is done then does not depend on which it was.
  const signals = engine === engines[0] ? [interrupted, terminated] : [interrupted]
  it.each(signals)('%s: rolled back, cancelled, exit status %d', async (name, status, reason) => {
    await using shop = await openShop(engine)
    expect(await shop.run(load)).toMatchObject({ status: 0, stderr: '' })
    const before = await shop.rows()
    const child = shop.start(`${load} --json --log-level debug`, { SHOP: 'endless' })
    await until(() =>
      shop
        .log()
        .split('\n')
        .some((line) => line.includes('"unit-progress"') && line.includes('"sale"')),
    )
    child.process.kill(name)
    const end = await child.end
    expect(end.status).toBe(status)
    expect(end.stderr).toContain(`${name}: stopping; once more to stop at once.\n`)
    expect(JSON.parse(end.stdout)).toMatchObject({
      status,
      reason,
      units: [
        { name: 'store', status: 'done' },
        { name: 'item', status: 'done' },
        { name: 'sale', status: 'cancelled' },
      ],
    })
    expect(await shop.rows()).toEqual(before)
    expect(
      await shop.ask(
        "SELECT r.status, u.status FROM etl_run r JOIN etl_unit_run u ON u.run_id = r.run_id WHERE r.run_id = 2 AND u.unit = 'sale'",
      ),
    ).toEqual(['cancelled cancelled'])
    // And the next run goes on as if nothing had been.
    expect(await shop.run(load)).toMatchObject({ status: 0, stderr: '' })
    expect(await shop.rows()).toEqual(before)
  })
})

describe('a second signal', () => {
  const config = fileURLToPath(new URL('./shop/hanging-config.ts', import.meta.url))
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends even what hangs, at once', async (name, status) => {
    const child = startChild(['--config', config])
    await child.said('hanging')
    child.process.kill(name)
    await child.said('once more to stop at once')
    child.process.kill(name)
    expect((await child.end).status).toBe(status)
  })
})

import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { engines } from '../servers/index.ts'
import { openShop } from './open-shop.ts'

const load = '--run_dimensions --run_facts'
const missing = spawnSync('script', ['--version']).status !== 0
if (missing) console.warn('\n  ! `script` (util-linux) is not here: the tests on a terminal are skipped.')

describe.skipIf(missing).each(engines.slice(0, 1))('on a terminal', (engine) => {
  it.each([
    ['no', 2, 'Nothing was dropped, since the answer was not yes.', true],
    ['', 2, 'Nothing was dropped, since the answer was not yes.', true],
    ['yes', 0, 'store: deleted store_dim', false],
  ])('--delete_existing_tables asks; the answer "%s"', async (answer, status, sentence, stay) => {
    await using shop = await openShop(engine)
    await shop.run(load)
    const child = shop.start('--delete_existing_tables', {}, true)
    await child.said('Drop the 3 tables of store, item, sale in duckdb:')
    child.process.stdin?.write(`${answer}\n`)
    const end = await child.end
    expect(end.stdout).toContain(sentence)
    expect(end.status).toBe(status)
    expect((await shop.rows())?.stores !== null).toBe(stay)
  })

  it('Ctrl-C at the question ends it, and nothing is dropped', async () => {
    await using shop = await openShop(engine)
    await shop.run(load)
    const child = shop.start('--delete_existing_tables', {}, true)
    await child.said('[yes/no]')
    child.process.stdin?.write('\u0003')
    expect((await child.end).status).toBe(130)
    expect((await shop.rows())?.stores).toHaveLength(10)
  })

  it('a line for the running unit is drawn and taken back; the table stays', async () => {
    await using shop = await openShop(engine)
    const child = shop.start(load, {}, true)
    const { status, stdout } = await child.end
    expect(status).toBe(0)
    expect(stdout).toContain('store: begun, 0.')
    expect(stdout).toContain('\r\u001b[Kstore: done in ')
    expect(stdout.slice(stdout.lastIndexOf('\u001b[K'))).toMatch(/^unit +read /m)
  })
})

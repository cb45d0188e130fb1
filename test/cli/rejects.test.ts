import { describe, expect, it } from 'vitest'
import { engines } from '../servers/index.ts'
import { openShop } from './open-shop.ts'

const load = '--run_dimensions --run_facts'

describe.each(engines)('rejects on $name', (engine) => {
  it('ls counts by run, unit and reason; show tells rows, masked columns hidden (FAULTS 70)', {
    timeout: 180_000,
  }, async () => {
    await using shop = await openShop(engine)
    expect(await shop.run('rejects ls')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^No rejected row is stored in .*\.\n$/),
    })
    // Enough stores that two rejected ones are within rejects.fail.
    await shop.change(
      'INSERT INTO store SELECT id + 10, name, city, opened_at FROM store',
      'INSERT INTO store SELECT id + 20, name, city, opened_at FROM store',
      "INSERT INTO store VALUES (NULL, 'Secret Street', 'X', NULL), (NULL, 'Other', NULL, NULL)",
    )
    expect(await shop.run(load, { SHOP: 'masked' })).toMatchObject({ status: 3 })
    await shop.change('DELETE FROM store WHERE id IS NULL AND city IS NULL', 'UPDATE item SET id = NULL')
    expect(await shop.run(load, { SHOP: 'masked' })).toMatchObject({ status: 1 })

    const { stdout: table } = await shop.run('rejects ls')
    expect(table.split('\n')).toEqual([
      'run  unit   reason    rows',
      '  2  item   null-key     2  lost with a load that failed',
      '  2  store  null-key     1',
      '  1  store  null-key     2',
      '',
    ])
    const counted = await shop.run('rejects ls --run 1 --select kind:dimension --json')
    expect(JSON.parse(counted.stdout)).toMatchObject({
      status: 0,
      rejects: [{ run: 1, unit: 'store', reason: 'null-key', kept: true, rows: 2 }],
    })

    // Without a run it is the newest.
    const lines = (text: string) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as object)
    const newest = await shop.run('rejects show --select store')
    expect(lines(newest.stdout)).toEqual([
      {
        run: 2,
        unit: 'store',
        reason: 'null-key',
        key: null,
        message: expect.stringContaining('store_id'),
        kept: true,
        rejected_at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/),
        row: { store_id: null, name: '(masked)', city: 'X' },
      },
    ])
    const first = await shop.run('rejects show --run 1 --reason null-key --limit 1')
    expect(lines(first.stdout)).toHaveLength(1)
    expect(first.stderr).toBe('There are more: --limit shows more than 1.\n')
    expect(await shop.run('rejects show --reason future')).toMatchObject({
      status: 0,
      stdout: '',
      stderr: expect.stringContaining('No rejected row is stored'),
    })
    const stored = await shop.ask('SELECT row_json, message, row_key FROM etl_reject')
    expect(stored.join() + shop.log() + newest.stdout + first.stdout).not.toContain('Secret Street')
  })
})

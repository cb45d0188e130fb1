import { describe, expect, it } from 'vitest'
import { openEngine } from '../../loader/engine/index.ts'
import { beginRun, openLog, takeUnit } from '../../loader/log/index.ts'
import { type EngineName, engines, inTurn } from '../servers/index.ts'
import { openShop, type Shop } from './open-shop.ts'
import { onDatabase } from './shop/rows.ts'

const load = '--run_dimensions --run_facts'
const rowCounts = { version: 0, overwritten: 0, unchanged: 0, duplicate: 0, superseded: 0, rejected: 0 }
const notes = { spliced: 0, misses: {} }

const stories: Readonly<Record<string, (shop: Shop) => Promise<void>>> = {
  '--json: one document on stdout, nothing else there': async (shop) => {
    const { status, stdout, stderr } = await shop.run(`${load} --json --execution-time 2026-02-03T04:05:06.000007Z`)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const milliseconds = expect.any(Number)
    expect(JSON.parse(stdout)).toEqual({
      status: 0,
      reason: 'done',
      run_id: 1,
      execution_time: '2026-02-03 04:05:06.000007',
      milliseconds,
      units: [
        {
          name: 'store',
          kind: 'dimension',
          status: 'done',
          warned: false,
          milliseconds,
          notes,
          counts: { read: 10, new: 10, ...rowCounts },
        },
        {
          name: 'item',
          kind: 'dimension',
          status: 'done',
          warned: false,
          milliseconds,
          notes,
          counts: { read: 2, new: 2, ...rowCounts },
        },
        {
          name: 'sale',
          kind: 'fact',
          status: 'done',
          warned: false,
          milliseconds,
          counts: { read: 4, new: 4, ...rowCounts },
          notes: {
            spliced: 0,
            misses: {
              store_key: { missing: 0, notApplicable: 0, error: 0, beforeFirst: 4 },
              item_key: { missing: 1, notApplicable: 1, error: 0, beforeFirst: 0 },
            },
          },
        },
      ],
    })
    expect(await shop.ask('SELECT DISTINCT valid_from FROM store_dim WHERE store_key > 0')).toEqual([
      '2026-02-03 04:05:06.000007',
    ])
  },

  '--json of a test, of words that are wrong, of nothing selected': async (shop) => {
    const documents: unknown[] = []
    for (const line of ['--json --select store', '--json --replay', '--json --run_facts --select store']) {
      documents.push(JSON.parse((await shop.run(line)).stdout))
    }
    expect(documents).toEqual([
      { status: 0, reason: 'done', units: [{ name: 'store', kind: 'dimension', status: 'fits' }] },
      {
        status: 2,
        reason: 'not-ready',
        errors: [
          {
            code: 'usage',
            message: 'There is no option "--replay". "run.ts --help" lists what there is.',
            transient: false,
          },
        ],
      },
      {
        status: 6,
        reason: 'nothing-selected',
        errors: [
          {
            code: 'nothing-selected',
            message: 'Nothing is selected: no unit is of the kinds and the selection asked for.',
          },
        ],
      },
    ])
  },

  '--json tells what went wrong, too': async (shop) => {
    const before = await shop.run(`${load} --json`, { SHOP: 'no-column' })
    expect(JSON.parse(before.stdout)).toEqual({
      status: 2,
      reason: 'not-ready',
      errors: [
        {
          where: 'store',
          code: 'source-differs',
          message: expect.stringContaining('it gives back no name'),
          transient: false,
          unit: 'store',
          findings: ['it gives back no name'],
        },
      ],
    })
    await shop.change('UPDATE store SET id = NULL')
    const { status, stdout } = await shop.run(`${load} --json`)
    const document = JSON.parse(stdout) as { reason: string; units: readonly object[] }
    expect({ status, reason: document.reason }).toEqual({ status: 1, reason: 'unit-failed' })
    expect(document.units).toEqual([
      expect.objectContaining({
        name: 'store',
        status: 'failed',
        error: expect.objectContaining({ code: 'too-many-rejects' }),
      }),
      expect.objectContaining({ name: 'item', status: 'done' }),
      { name: 'sale', kind: 'fact', status: 'skipped', because: ['store'] },
    ])
  },

  '--quiet tells nothing but errors': async (shop) => {
    expect(await shop.run(`${load} --quiet`)).toEqual({ status: 0, stdout: '', stderr: '' })
    await shop.change('UPDATE store SET id = NULL')
    const end = await shop.run(`${load} --quiet`)
    expect(end).toMatchObject({ status: 1, stdout: '' })
    expect(end.stderr).toMatch(/^store: failed after .*\nsale: skipped, since it needs store\n$/)
  },

  'a reader that hangs up stops nothing': async (shop) => {
    const child = shop.start(load)
    child.process.stdout?.destroy()
    expect(await child.end).toEqual({ status: 0, stdout: '', stderr: '' })
    expect((await shop.rows())?.sales).toHaveLength(4)
  },

  'the log: JSON lines with run and unit, as much as --log-level says': async (shop) => {
    await shop.run(`${load} --log-level debug`)
    const lines = shop
      .log()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    const told = lines.map(({ msg, run_id, unit }) =>
      [msg, run_id, unit].filter((part) => part !== undefined).join(' '),
    )
    expect(new Set(told.filter((line) => !line.startsWith('unit-progress')))).toEqual(
      new Set([
        'started',
        'place-reached',
        ...['item', 'store', 'sale'].flatMap((unit) => [
          `unit-fits ${unit}`,
          `unit-started 1 ${unit}`,
          `unit-finished 1 ${unit}`,
        ]),
        'run-started 1',
        'run-finished 1',
        'ended',
      ]),
    )
    expect(told).toContain('unit-progress 1 sale')
    const before = lines.length
    await shop.run(`${load} --log-level error`)
    expect(shop.log().trimEnd().split('\n')).toHaveLength(before)
  },

  'status: the last runs and the units of the latest': async (shop) => {
    expect((await shop.run('status')).stdout).toMatch(/has not been loaded yet\.\n$/)
    await shop.run(load)
    await shop.change('UPDATE store SET id = NULL')
    await shop.run('--run_dimensions')
    const { status, stdout, stderr } = await shop.run('status')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^ +2 +failed +.* 1 failed, 1 done +--run_dimensions$/m)
    expect(stdout).toMatch(/^ +1 +done +.* 3 done +--run_dimensions --run_facts$/m)
    expect(stdout).toMatch(/^store +failed /m)
    const told = JSON.parse((await shop.run('status --json')).stdout) as {
      runs: readonly { id: number; status: string }[]
    }
    expect(told.runs.map(({ id, status: ended }) => `${id} ${ended}`)).toEqual(['2 failed', '1 done'])
  },

  'another run is at it: exit status 5, saying who': async (shop) => {
    await shop.run(load)
    const before = await shop.rows()
    await shop.change("UPDATE store SET name = 'New name'")
    const holding = async () => {
      await using held = await openEngine(shop.warehouseUrl)
      const log = await openLog(held)
      const run = await beginRun(log, { software: 'test' })
      await using _owner = await takeUnit(log, run, {
        name: 'store',
        kind: 'dimension',
        definition: { hash: '', text: '' },
      })
      return await shop.run(load)
    }
    const end = await holding()
    expect(end.status).toBe(5)
    expect(end.stderr).toContain(String(process.pid))
    expect(await shop.rows()).toEqual(before)
  },
}

describe('run.ts', () => {
  it.each(inTurn(stories))('%s', async (_, engine, story) => {
    await using shop = await openShop(engine)
    await story(shop)
  })
})

/** A server can be told to refuse the very last statement of a run. */
const refusals: Readonly<Partial<Record<EngineName, readonly string[]>>> = {
  mysql: [
    "CREATE TRIGGER no_end BEFORE UPDATE ON etl_run FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'not now'",
  ],
  postgres: [
    "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''not now''; END'",
    'CREATE TRIGGER no_end BEFORE UPDATE ON etl_run FOR EACH ROW EXECUTE FUNCTION refuse()',
  ],
}

describe.each(engines.filter(({ name }) => refusals[name] !== undefined))('run.ts on $name', (engine) => {
  it('a run whose end cannot be written did not end well', async () => {
    await using shop = await openShop(engine)
    await shop.run(load)
    await onDatabase(shop.warehouseUrl, async (session) => {
      for (const statement of refusals[engine.name] ?? []) await session.execute(statement)
    })
    const end = await shop.run(`${load} --json`)
    expect(end.status).toBe(1)
    expect(end.stderr).toContain('The end of run 2 could not be written to etl_run.')
    expect(end.stderr).toContain('not now')
    const { units } = JSON.parse(end.stdout) as { units: readonly { status: string }[] }
    expect(units.map(({ status }) => status)).toEqual(['done', 'done', 'done'])
    expect(await shop.ask('SELECT status FROM etl_run ORDER BY run_id')).toEqual(['done', 'running'])
  })
})

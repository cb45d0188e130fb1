import { expect, test } from 'vitest'
import { definitionsHash } from '../../loader/model/index.ts'
import { enqueueUnit } from '../../loader/queue/index.ts'
import { usualFlags } from '../../loader/queue/task/payload.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { duckdbDatabase } from '../servers/index.ts'
import { openStand } from './open-stand.ts'
import { dimensionOf } from './stand-units.ts'

describeRedis('tasks that nobody of ours has sent', () => {
  test('FAULTS 64: are refused, each with its sentence, and the worker goes on; nothing is loaded by them', async () => {
    const read: string[] = []
    await using stand = await openStand(duckdbDatabase, [dimensionOf('shop', () => void read.push('shop'))])
    const { broker } = stand
    const good = {
      ...{ version: 1, definitions: definitionsHash(stand.shape), command: '' },
      ...{ name: 'shop', type: 'dimension', of: null, flags: usualFlags },
    }
    const sent: readonly (readonly [name: string, data: unknown, code: string, sentence: RegExp])[] = [
      ['process_etl', { ...good, version: 0 }, 'bad-payload', /of version 0, this worker knows 1/],
      ['process_etl', { ...good, command: 'x'.repeat(5e6) }, 'bad-payload', /500\d{4} characters long/],
      ['process_etl', { ...good, sql: 'DROP TABLE shop' }, 'bad-payload', /malformed \(data: .*sql/],
      ['process_etl', { ...good, name: { toString: 1 } }, 'bad-payload', /malformed \(name: /],
      ['process_etl', [], 'bad-payload', /malformed/],
      ['process_etl', { ...good, name: 'shp' }, 'unknown-unit', /There is no dimension "shp".*shop/],
      ['process_etl', { ...good, type: 'fact' }, 'unknown-unit', /There is no fact "shop"/],
      ['process_etl', { ...good, of: { run: 1, task: 'x' } }, 'no-run', /has no run 1/],
      ['drop_tables', good, 'unknown-task', /There is no task drop_tables in this queue; there is process_etl\./],
      ['refresh_data_warehouse', good, 'unknown-task', /There is no task refresh_data_warehouse/],
    ]
    for (const [at, [name, data]] of sent.entries()) await broker.units.default.add(name, data, { jobId: `unit-${at}` })
    await broker.refreshes.add('refresh_data_warehouse', { ...good, rows: [] }, { jobId: 'refresh' })
    await broker.refreshes.add('refresh_data_warehouse', { resume: 1 }, { jobId: 'resume' })
    await stand.work({ concurrency: 1 })
    for (const [at, [, , code, sentence]] of sent.entries())
      expect(await stand.ended(`unit-${at}`), `${at}`).toMatchObject({
        state: 'failed',
        error: { code, message: expect.stringMatching(sentence) },
      })
    for (const task of ['refresh', 'resume'])
      expect(await stand.ended(task)).toMatchObject({ state: 'failed', error: { code: 'bad-payload' } })
    expect(read).toEqual([])
    expect(await stand.rows('SELECT COUNT(*) FROM etl_run')).toEqual(['0'])

    const task = await enqueueUnit(broker, { name: 'shop', type: 'dimension' }, 'test')
    expect((await stand.ended(task)).state).toBe('done')
  })
})

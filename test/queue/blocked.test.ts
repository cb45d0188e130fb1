import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { enqueueRefresh } from '../../loader/queue/index.ts'
import { until } from '../cli/until.ts'
import { describePostgres } from '../servers/describe-postgres.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { postgresDatabase } from '../servers/index.ts'
import { makeSource } from './hold-source.ts'
import { hurry } from './hurry.ts'
import { openStand, type Stand } from './open-stand.ts'
import { dimensionFrom } from './stand-units.ts'
import { toldUnits } from './told-units.ts'

describeRedis('a worker whose process stands still', () => {
  describePostgres('in the middle of a unit', () => {
    test('FAULTS 60: its task is delivered again; awake it ends its load, which is the only one', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'typeline-blocked-'))
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
      const awake = join(folder, 'awake')
      const queue = { silence: '1 second' } as const
      await using stand = await openStand(postgresDatabase, [dimensionFrom('shop')], { queue })
      await makeSource(stand, 'shop')
      const child = startWorker(stand.url, stand.redis, awake)
      await until(() => child.said().includes('working'))
      const task = await enqueueRefresh(stand.broker, {}, 'test')
      await until(() => child.said().includes('blocked'))
      const latter = await stand.work()
      // The unit's task came back, and is at the other worker, which cannot have the unit.
      await until(() => latter.warnings.some((sentence) => sentence.startsWith('shop of run 1 is loaded elsewhere')))
      expect(toldUnits(latter)).toEqual([])
      writeFileSync(awake, '')
      await until(() => child.said().includes('shop done'))
      await over(stand)
      expect(await stand.ended(task)).toEqual({ state: 'done', result: [[['dimension', 'shop', 2]], []] })
      expect(await child.left()).toBe(0)
      expect(toldUnits(latter)).toEqual([])
      const { status, units } = await stand.run()
      expect(status).toBe('done')
      expect(units).toMatchObject([{ unit: 'shop', status: 'done', counts: { read: 2, new: 2 } }])
      expect(await stand.rows('SELECT COUNT(*) FROM shop WHERE shop_key > 0')).toEqual(['2'])
    })
  })
})

/** Ends when no task waits or is at work. */
async function over({ broker }: Stand): Promise<void> {
  await until(async () => {
    await hurry(broker)
    const open = await Promise.all(broker.all.map((queue) => queue.getJobCountByTypes('wait', 'active', 'delayed')))
    return open.every((count) => count === 0)
  })
}

function startWorker(...words: readonly string[]) {
  const script = join(import.meta.dirname, 'blocked-worker.ts')
  const child = spawn(process.execPath, [script, ...words], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let heard = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    heard += text
  })
  const ended = once(child, 'close')
  return {
    said: () => heard.split('\n'),
    /** Told to leave; its exit status. */
    left: async () => {
      child.stdin.write('leave\n')
      return (await ended)[0]
    },
  }
}

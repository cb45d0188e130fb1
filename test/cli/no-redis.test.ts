import { tmpdir } from 'node:os'
import { describe, expect, test } from 'vitest'
import { env } from '../../loader/index.ts'
import type { Setting } from '../../loader/model/index.ts'
import { config } from '../queue/redis-config.ts'
import { runHere } from './run-here.ts'

describe('a Redis that is not there', () => {
  const down = 'redis://:s3cret-pw@127.0.0.1:1'
  const start =
    'No Redis answers at redis://127.0.0.1:1/0. To start one: redis-server --port 1 --appendonly yes --maxmemory-policy noeviction\n'

  test.each<[string, Setting | string | undefined, string]>([
    ['work', undefined, 'The configuration names no Redis, which keeps the queue. '],
    ['queue status', env('NO_SUCH_URL'), 'The setting NO_SUCH_URL is nowhere to be found: '],
    ['work', down, start],
    ['queue pause', down, start],
    ['enqueue refresh --wait', down, start],
    ['queue status', 'redis://:s3cret-pw@127.0.0.1:1/x', 'The URL of redis in the configuration has /x where '],
  ])('%s, with %s', async (line, redis, sentence) => {
    const bare = config()
    const shape = { ...bare, log: { ...bare.log, directory: tmpdir(), level: 'silent' } as const }
    const end = await runHere(redis === undefined ? shape : { ...shape, redis }, line)
    expect(end).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(sentence) })
    expect(end.stderr).not.toContain('s3cret-pw')
  })
})

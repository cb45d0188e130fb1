import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { findServer, serverPrograms } from '../../scripts/server-programs.ts'
import { freePort } from './free-port.ts'
import { keepServer, type PrivateServer } from './keep-server.ts'
import type { KeeperJob } from './keeper.ts'
import { scratchFolder } from './scratch-folder.ts'

export interface RedisServerOptions {
  /** Further settings, e.g. `{ appendonly: 'yes' }`; default: nothing is kept, nothing evicted. */
  readonly settings?: Readonly<Record<string, string>>
}

/** The path of the Redis server's file, or null. */
export function redisProgram(): string | null {
  const server = serverPrograms.find(({ engine }) => engine === 'redis')
  return server === undefined ? null : findServer(server)
}

/** Starts a Redis of one's own on a free port with a temporary folder; a few hundredths of a second. Disposing kills it (SIGKILL). */
export async function startRedis(options: RedisServerOptions = {}): Promise<PrivateServer> {
  for (let attempt = 1; ; attempt++) {
    const started = await tryToStart(await freePort(), options)
    if (typeof started !== 'string') return started
    // Another process may have taken the port between our look and the server's bind.
    if (attempt === 3 || !/Address already in use/.test(started))
      throw new Error(`redis-server did not start:\n${started}`)
  }
}

async function tryToStart(port: number, options: RedisServerOptions): Promise<PrivateServer | string> {
  const program = redisProgram()
  if (program === null) throw new Error('redis-server is missing: npm run install-servers')
  const directory = scratchFolder('redis')
  const password = randomBytes(12).toString('hex')
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: directory,
    requirepass: password,
    save: '',
    appendonly: 'no',
    // What is left unsaid is wrong for a queue on many servers, and right here.
    'maxmemory-policy': 'noeviction',
    // One a test file; see redis-database.ts.
    databases: '256',
    ...options.settings,
  }
  const job: KeeperJob = {
    directory,
    log: join(directory, 'server.log'),
    server: {
      program,
      argv0: 'redis-server',
      args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    },
    end: 'SIGKILL',
  }
  const url = `redis://:${password}@127.0.0.1:${port}`
  return await keepServer(job, url, () => answers(url))
}

async function answers(url: string): Promise<boolean> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 2000 })
  redis.on('error', () => {})
  try {
    await redis.connect()
    return true
  } catch {
    return false
  } finally {
    redis.disconnect()
  }
}

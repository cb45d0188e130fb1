import { urlHost, urlPart } from '../../engine/index.ts'
import { DefinitionError } from '../../errors/index.ts'
import type { WarehouseShape } from '../../model/index.ts'

/** `redis://user:password@host:port/number`, or rediss:// for an encrypted connection, taken apart. */
export interface RedisAddress {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  /** Number of the database. */
  readonly database: number
  readonly encrypted: boolean
  /** Without user and password, for messages. */
  readonly place: string
}

const form = 'Write redis://:password@host:6379/0 (rediss:// for an encrypted connection).'

/** Throws DefinitionError 'no-redis', 'bad-url' (without the password), 'missing-setting'. */
export function redisAddress({ redis }: WarehouseShape): RedisAddress {
  if (redis === undefined)
    throw new DefinitionError(
      'no-redis',
      "The configuration names no Redis, which keeps the queue. Write redis: env('REDIS_URL', 'redis://127.0.0.1:6379') into warehouse({ … }) of config.ts.",
    )
  const text = typeof redis === 'string' ? redis : redis.reveal()
  const url = URL.parse(text)
  if (url === null) throw bad('cannot be read as a URL')
  const { protocol, pathname, search } = url
  if (protocol !== 'redis:' && protocol !== 'rediss:') throw bad(`begins with ${protocol}`)
  if (url.hostname === '') throw bad('names no host')
  if (search !== '') throw bad('has options behind a question mark, and none are known')
  if (!/^\/?\d{0,9}$/.test(pathname)) throw bad(`has ${pathname} where the number of a database stands`)
  const host = urlHost(url)
  const port = url.port === '' ? 6379 : Number(url.port)
  const database = Number(pathname.slice(1))
  return {
    host,
    port,
    user: urlPart(url.username, bad),
    password: urlPart(url.password, bad),
    database,
    encrypted: protocol === 'rediss:',
    place: `${protocol}//${url.hostname}:${port}/${database}`,
  }
}

function bad(what: string): DefinitionError {
  return new DefinitionError('bad-url', `The URL of redis in the configuration ${what}. ${form}`)
}

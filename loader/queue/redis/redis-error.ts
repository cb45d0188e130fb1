import { DatabaseError, TypelineError } from '../../errors/index.ts'
import type { RedisAddress } from './redis-address.ts'

const words = {
  unknownHost: /^(ENOTFOUND|EAI_AGAIN)$/,
  certificate: /CERT|SELF_SIGNED|UNABLE_TO_/,
  handshake: /^(ERR_SSL|EPROTO|ERR_TLS)/,
  noPassword: /^NOAUTH/,
  wrongPassword: /^WRONGPASS|invalid password/,
  // The second is Redis 7's word for a command that a script may not send, the third Redis 6's.
  noRight: /NOPERM|ACL failure|can't run this command/i,
  replica: /READONLY/,
  full: /^(OOM|MISCONF)|\b(OOM|MISCONF) /,
  noNumber: /DB index is out of range/,
  noPlaceLeft: /max number of clients/,
}

/** Why the Redis of the configuration cannot be used: what, where, what to do. One of ours passes as it is. */
export function openingError(error: unknown, address: RedisAddress): TypelineError {
  if (error instanceof TypelineError) return error
  const { host, port, user, database, encrypted, place } = address
  const reason = withoutCommand(error)
  const word = codeOf(error)
  const say = (code: string, message: string, transient = false) =>
    new DatabaseError(code, message, { cause: error, transient, fields: { place } })

  if (words.wrongPassword.test(reason))
    return say(
      'redis-denied',
      `${place} refused the password${user === '' ? '' : ` of the user "${user}"`}. Correct it in redis of config.ts: redis://${user === '' ? '' : user}:password@${host}:${port}/${database}, special characters as %40, %2F, ….`,
    )
  if (words.noPassword.test(reason))
    return say(
      'redis-denied',
      `${place} wants a password. Write it into redis of config.ts: redis://:password@${host}:${port}/${database}.`,
    )
  if (words.noRight.test(reason))
    return say(
      'redis-denied',
      `The user "${user === '' ? 'default' : user}" of ${place} may not do what the queue needs: ${reason}. Let an administrator allow it all commands but @dangerous, and INFO, on the keys of the queue (ACL SETUSER).`,
    )
  if (words.noNumber.test(reason))
    return say(
      'redis-unfit',
      `${place} has no database of the number ${database}. Write 0, or raise databases in redis.conf.`,
    )
  if (words.replica.test(reason))
    return say('redis-unfit', `${place} is a replica, which takes no writes. Name its primary in redis of config.ts.`)
  if (words.full.test(reason))
    return say('redis-unfit', `${place} takes no writes: ${reason}. Give it memory or disk, or see its log.`, true)
  if (words.noPlaceLeft.test(reason))
    return say('redis-unreachable', `${place} has no connection left. Try again, or raise maxclients.`, true)
  if (words.certificate.test(word))
    return say(
      'redis-tls',
      `The certificate of ${place} was not accepted: ${reason}. Name the host that it was made for, and its authority in NODE_EXTRA_CA_CERTS.`,
    )
  if (words.handshake.test(word) || (encrypted && (word === 'ECONNRESET' || word === 'ETIMEDOUT')))
    return say(
      'redis-tls',
      `An encrypted connection to ${place} failed: ${reason}. If this Redis speaks without encryption, write redis:// instead of rediss://.`,
    )
  if (words.unknownHost.test(word))
    return say(
      'redis-unreachable',
      `The host "${host}" of ${place} is not known. Correct it in redis of config.ts.`,
      true,
    )
  if (word === 'ETIMEDOUT')
    return say(
      'redis-unreachable',
      `${place} did not answer in time: nobody is there, a firewall stands between, or it is still reading its data. ${start(port)}`,
      true,
    )
  if (word === 'ECONNREFUSED') return say('redis-unreachable', `No Redis answers at ${place}. ${start(port)}`, true)
  return say(
    'redis-unreachable',
    `What listens at ${place} did not answer as Redis does: ${reason}. If it wants encryption, write rediss://; else correct host and port in redis of config.ts. ${start(port)}`,
    true,
  )
}

/** What to type where none runs: one that keeps what it is told and evicts nothing. */
function start(port: number): string {
  const other = port === 6379 ? '' : ` --port ${port}`
  return `To start one: redis-server${other} --appendonly yes --maxmemory-policy noeviction`
}

/** The client hangs the command on its errors, and that of logging in holds the password. */
function withoutCommand(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  Reflect.deleteProperty(error, 'command')
  const [inner] = error instanceof AggregateError ? error.errors : []
  return (error.message === '' ? String(inner) : error.message).replace(/\.$/, '')
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && !('code' in error)) return codeOf(error.errors[0])
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

import { DatabaseError, TypelineError } from '../../errors/index.ts'
import type { DatabaseErrorCode } from '../error-codes.ts'
import type { Address } from '../server-address.ts'
import { databaseError, isServerError } from './database-error.ts'

/** Why a connection could not be had: what, where, what to do. */
export function openingError(error: unknown, address: Address): TypelineError {
  if (error instanceof TypelineError) return error
  const { host, port, user, database, place, ssl } = address
  const at = `${host}:${port}`
  const state = isServerError(error) ? error.code : null
  const word = error instanceof Error && 'code' in error ? String(error.code) : ''
  const say = (code: DatabaseErrorCode, message: string, transient = false) =>
    new DatabaseError(code, `${message} (${place})`, { cause: error, transient, fields: { place, state } })

  switch (state) {
    case null:
      break
    case '28P01':
      return say(
        'access-denied',
        `The user "${user}" was refused at ${at}: wrong password. Correct user and password in the URL.`,
      )
    case '28000':
      return say(
        'access-denied',
        `The user "${user}" was refused at ${at}: ${reasonOf(error)}. Correct the user${ssl ? '' : ', add ?ssl=true to the URL'}, or let an administrator allow it (pg_hba.conf).`,
      )
    case '42501':
      return say(
        'access-denied',
        `The user "${user}" may not use the database "${database}" at ${at}. Grant it the right, or correct the URL.`,
      )
    case '3D000':
      return say(
        'unknown-database',
        `There is no database "${database}" at ${at}. Make it (CREATE DATABASE), or correct the URL.`,
      )
    case '53300':
      return say(
        'too-many-connections',
        `The server at ${at} has no connection left. Try again, or raise max_connections.`,
        true,
      )
    case '57P03':
      return say('unreachable', `The server at ${at} takes no connections now: ${reasonOf(error)}. Try again.`, true)
    default:
      return databaseError(error, place, 'CONNECT')
  }
  if (word === 'ECONNREFUSED') {
    return say('unreachable', `No server listens at ${at}. Start it, or correct host and port in the URL.`, true)
  }
  if (word === 'ENOTFOUND' || word === 'EAI_AGAIN') {
    return say('unreachable', `The host "${host}" is not known. Correct it in the URL.`, word === 'EAI_AGAIN')
  }
  // pg's words where the server asks for a password and there is none, or its own proof of knowing it is wrong.
  if (reasonOf(error).startsWith('SASL')) {
    return say(
      'access-denied',
      `The user "${user}" was refused at ${at}: ${reasonOf(error)}. Correct user and password in the URL.`,
    )
  }
  if (ssl && isAboutEncryption(error, word)) {
    return say(
      'unreachable',
      `An encrypted connection to ${at} failed: ${reasonOf(error)}. Correct the certificate, or write ssl=false.`,
    )
  }
  return say(
    'unreachable',
    `The server at ${at} did not answer as PostgreSQL does: ${reasonOf(error)}. Correct host and port, or try again.`,
    true,
  )
}

/** Words of Node's TLS and of pg. */
function isAboutEncryption(error: unknown, word: string): boolean {
  return /SSL|TLS|certificate/i.test(reasonOf(error)) || /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(word)
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '')
}

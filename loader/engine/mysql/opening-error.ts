import { DatabaseError, TypelineError } from '../../errors/index.ts'
import type { DatabaseErrorCode } from '../error-codes.ts'
import type { Address } from '../server-address.ts'
import { databaseError, isServerError } from './database-error.ts'

/** Why a connection could not be had: what, where, what to do. */
export function openingError(error: unknown, address: Address): TypelineError {
  if (error instanceof TypelineError) return error
  const { host, port, user, database, place } = address
  const at = `${host}:${port}`
  const number = isServerError(error) ? error.errno : null
  const word = error instanceof Error && 'code' in error ? String(error.code) : ''
  const say = (code: DatabaseErrorCode, message: string, transient = false) =>
    new DatabaseError(code, `${message} (${place})`, { cause: error, transient, fields: { place, number } })

  if (number === 1045 || number === 1698) {
    return say(
      'access-denied',
      `The user "${user}" was refused at ${at}: wrong password, or not allowed from this host. Correct user and password in the URL.`,
    )
  }
  if (number === 1044) {
    return say(
      'access-denied',
      `The user "${user}" may not use the database "${database}" at ${at}. Grant it the right, or correct the URL.`,
    )
  }
  if (number === 1049) {
    return say(
      'unknown-database',
      `There is no database "${database}" at ${at}. Make it (CREATE DATABASE), or correct the URL.`,
    )
  }
  if (number === 1130 || number === 1129) {
    return say(
      'access-denied',
      `The server at ${at} takes no connections from this host. Let an administrator allow it.`,
    )
  }
  if (number === 3159) {
    return say('access-denied', `The server at ${at} wants an encrypted connection. Add ?ssl=true to the URL.`)
  }
  if (number === 1040 || number === 1203 || number === 1226) {
    return say(
      'too-many-connections',
      `The server at ${at} has no connection left. Try again, or raise max_connections.`,
      true,
    )
  }
  if (number !== null) return databaseError(error, place, 'CONNECT')
  if (word === 'ECONNREFUSED') {
    return say('unreachable', `No server listens at ${at}. Start it, or correct host and port in the URL.`, true)
  }
  if (word === 'ENOTFOUND' || word === 'EAI_AGAIN') {
    return say('unreachable', `The host "${host}" is not known. Correct it in the URL.`, word === 'EAI_AGAIN')
  }
  if (word === 'HANDSHAKE_NO_SSL_SUPPORT' || word === 'HANDSHAKE_SSL_ERROR') {
    return say(
      'unreachable',
      `An encrypted connection to ${at} failed: ${reasonOf(error)}. Correct the certificate, or write ssl=false.`,
    )
  }
  return say(
    'unreachable',
    `The server at ${at} did not answer as MySQL does: ${reasonOf(error)}. Correct host and port, or try again.`,
    true,
  )
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '')
}

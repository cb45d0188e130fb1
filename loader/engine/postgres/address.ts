import { DefinitionError } from '../../errors/index.ts'
import { placeOf } from '../place.ts'

/** A URL taken apart: `postgres://user:password@host:5432/database?ssl=true`. */
export interface Address {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  /** `?ssl=true`: encrypted, the server's certificate checked. */
  readonly ssl: boolean
  /** Without password, for messages. */
  readonly place: string
}

const form = 'Write postgres://user:password@host:5432/database; special characters of the password as %40, %2F, ….'

export function addressOf(url: string): Address {
  const place = placeOf(url)
  const parts = URL.parse(url)
  if (parts === null || parts.hostname === '')
    throw new DefinitionError('bad-url', `${place} cannot be read as a URL. ${form}`)
  const database = decode(parts.pathname.slice(1), place)
  if (database === '') throw new DefinitionError('bad-url', `${place} names no database. ${form}`)
  if (parts.username === '') throw new DefinitionError('bad-url', `${place} names no user. ${form}`)
  const options = [...parts.searchParams.keys()].filter((name) => name !== 'ssl')
  if (options.length > 0) {
    throw new DefinitionError(
      'bad-url',
      `${place} has the option "${options[0]}", which is not known. The only one is ssl=true.`,
    )
  }
  const ssl = parts.searchParams.get('ssl')
  if (ssl !== null && ssl !== 'true' && ssl !== 'false') {
    throw new DefinitionError('bad-url', `${place} says ssl=${ssl}. Write ssl=true or ssl=false.`)
  }
  return {
    host: decode(parts.hostname.replace(/^\[(.*)\]$/, '$1'), place),
    port: parts.port === '' ? 5432 : Number(parts.port),
    user: decode(parts.username, place),
    password: decode(parts.password, place),
    database,
    ssl: ssl === 'true',
    place,
  }
}

function decode(text: string, place: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new DefinitionError('bad-url', `${place} holds a % that begins no code. ${form}`)
  }
}

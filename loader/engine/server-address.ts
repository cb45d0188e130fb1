import { DefinitionError } from '../errors/index.ts'
import { placeOf } from './place.ts'
import { urlHost, urlPart } from './url-parts.ts'

/** A server's URL taken apart: `scheme://user:password@host:port/database?ssl=true`. */
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

export interface AddressForm {
  readonly scheme: string
  /** Where the URL names none. */
  readonly port: number
  /** Whether a user must be named. */
  readonly user: boolean
}

/** Throws DefinitionError 'bad-url', without the password, where a part is missing or cannot be read. */
export function readAddress(url: string, { scheme, port, user }: AddressForm): Address {
  const form = `Write ${scheme}://user:password@host:${port}/database; special characters of the password as %40, %2F, ….`
  const place = placeOf(url)
  const bad = (words: string, advice = form) => new DefinitionError('bad-url', `${place} ${words}. ${advice}`)
  const decode = (text: string) => urlPart(text, bad)
  const parts = URL.parse(url)
  if (parts === null || parts.hostname === '') throw bad('cannot be read as a URL')
  if (user && parts.username === '') throw bad('names no user')
  const database = decode(parts.pathname.slice(1))
  if (database === '') throw bad('names no database')
  const options = [...parts.searchParams.keys()].filter((name) => name !== 'ssl')
  if (options.length > 0) throw bad(`has the option "${options[0]}", which is not known`, 'The only one is ssl=true.')
  const ssl = parts.searchParams.get('ssl')
  if (ssl !== null && ssl !== 'true' && ssl !== 'false') throw bad(`says ssl=${ssl}`, 'Write ssl=true or ssl=false.')
  return {
    host: decode(urlHost(parts)),
    port: parts.port === '' ? port : Number(parts.port),
    user: decode(parts.username),
    password: decode(parts.password),
    database,
    ssl: ssl === 'true',
    place,
  }
}

import { placeOf, urlHost, urlPart } from '../engine/index.ts'
import { DefinitionError } from '../errors/index.ts'

/** The URL of a mail server taken apart. */
export interface MailServer {
  readonly host: string
  readonly port: number
  /** Encrypted from the first byte on. */
  readonly secure: boolean
  /** STARTTLS: where the server offers it (default), always, or never. */
  readonly tls: 'offered' | 'required' | 'none'
  /** Absent: it asks for none. */
  readonly login?: { readonly user: string; readonly password: string }
  /** Without password, for messages. */
  readonly place: string
}

const form =
  'Write smtp://user:password@host:587 or smtps://user:password@host:465; special characters of the password as %40, %2F, ….'

/** Throws DefinitionError 'bad-url', without the password, where a part is missing or cannot be read. */
export function mailServer(url: string): MailServer {
  const place = placeOf(url)
  const bad = (words: string, advice = form) =>
    new DefinitionError('bad-url', `warehouse, mail: server is ${place}, which ${words}. ${advice}`)
  const decode = (text: string) => urlPart(text, bad)
  const parts = URL.parse(url)
  if (parts === null || parts.hostname === '') throw bad('cannot be read as a URL')
  if (parts.protocol !== 'smtp:' && parts.protocol !== 'smtps:') throw bad('is none of a mail server')
  if (!/^\/?$/.test(parts.pathname)) throw bad('names a path, which mail servers have not')
  const unknown = [...parts.searchParams.keys()].find((name) => name !== 'tls')
  if (unknown !== undefined) throw bad(`has the option "${unknown}", which is not known`, 'The only one is tls.')
  const tls = parts.searchParams.get('tls') ?? 'offered'
  if (tls !== 'offered' && tls !== 'required' && tls !== 'none')
    throw bad(`says tls=${tls}`, 'Write tls=offered, tls=required or tls=none.')
  const secure = parts.protocol === 'smtps:'
  const login = { user: decode(parts.username), password: decode(parts.password) }
  if (login.user !== '' && login.password === '') throw bad('names a user and no password')
  return {
    host: decode(urlHost(parts)),
    port: parts.port === '' ? (secure ? 465 : 587) : Number(parts.port),
    secure,
    tls,
    ...(login.user === '' ? {} : { login }),
    place,
  }
}

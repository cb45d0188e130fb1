import { LoadError } from '../errors/index.ts'
import type { MailShape } from '../model/index.ts'
import { mailAddress } from './mail-address.ts'
import { type MailServer, mailServer } from './mail-server.ts'
import type { Notice, Recipient } from './notice.ts'
import { oneLine } from './plain-text.ts'

export interface MailOptions {
  /** Stands before each subject, in brackets. */
  readonly name: string
  /** Milliseconds for each wait: a name, a connection, a greeting, an answer. */
  readonly patience: number
}

/** Throws DefinitionError 'bad-url', 'bad-option', 'missing-setting'. */
export function mailRecipient({ server, from, to }: MailShape, { name, patience }: MailOptions): Recipient {
  const at = mailServer(typeof server === 'string' ? server : server.reveal())
  const envelope = { from: mailAddress('from', from), to: to.map((address) => mailAddress('to', address)) }
  return {
    place: `the mail server ${at.place}`,
    setting: 'mail.server',
    async send(notice, signal) {
      // Only where mail is sent: a second of a short command would be the reading of its source text.
      const { createTransport } = await import('nodemailer')
      const transport = createTransport(transportOptions(at, patience))
      try {
        const { rejected } = await transport.sendMail({ ...envelope, ...message(notice, name), signal })
        if (rejected.length > 0) throw new LoadError('not-delivered', `it refused ${rejected.join(', ')}`)
      } catch (error) {
        throw withoutLogin(error)
      } finally {
        transport.close()
      }
    },
  }
}

function transportOptions({ host, port, secure, tls, login }: MailServer, patience: number) {
  return {
    host,
    port,
    secure,
    requireTLS: tls === 'required',
    ignoreTLS: tls === 'none',
    ...(login === undefined ? {} : { auth: { user: login.user, pass: login.password } }),
    dnsTimeout: patience,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    // A server that hangs keeps no process alive: the message is in, or it is given up.
    socketCloseTimeout: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

function message(notice: Notice, name: string) {
  return {
    subject: oneLine(`[${name}] ${notice.headline}`),
    text: `${sentence(notice.headline)}\n\n${notice.body}\n`,
    headers: {
      // Nobody's absence answers it.
      'Auto-Submitted': 'auto-generated',
      'X-Typeline-Event': notice.event,
    },
  }
}

function sentence(headline: string): string {
  return `${headline.charAt(0).toUpperCase()}${headline.slice(1)}.`
}

/** What a server says to a refused login may repeat what it was sent, encoded. */
function withoutLogin(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EAUTH') return error
  const status = 'responseCode' in error ? ` (${String(error.responseCode)})` : ''
  return new LoadError('login-refused', `it refused user and password${status}`)
}

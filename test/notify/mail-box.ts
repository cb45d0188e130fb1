import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface ReceivedMail {
  /** As it came over the wire. */
  readonly raw: string
  readonly from: string
  readonly to: readonly string[]
  /** The user who logged in; null: nobody had to. */
  readonly user: string | null
  readonly secure: boolean
}

/** A mail server on the loopback that keeps what it is sent. */
export interface MailBox extends AsyncDisposable {
  readonly port: number
  /** Without user and password. */
  readonly url: string
  readonly mails: readonly ReceivedMail[]
}

/** Lets in whoever comes and offers no STARTTLS unless the options say otherwise. */
export async function openMailBox(options: SMTPServerOptions = {}): Promise<MailBox> {
  const mails: ReceivedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username = '' }, _, done) => done(null, { user: username }),
    // Its own certificate, which is never used, would be warned of.
    logger: false,
    closeTimeout: 100,
    onData: async (stream, session, done) => {
      const raw = await text(stream)
      const { mailFrom, rcptTo } = session.envelope
      mails.push({
        raw,
        from: mailFrom === false ? '' : mailFrom.address,
        to: rcptTo.map(({ address }) => address),
        user: typeof session.user === 'string' ? session.user : null,
        secure: session.secure,
      })
      done()
    },
    ...options,
  })
  server.on('error', () => {
    // A client that goes away in the middle is what some tests are about.
  })
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    mails,
    [Symbol.asyncDispose]: () => new Promise((closed) => server.close(closed)),
  }
}

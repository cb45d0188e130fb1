import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import type { SMTPServerOptions } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openNotices } from '../../loader/notify/index.ts'
import { findProgram } from '../../scripts/server-programs.ts'
import { aWarehouse } from './a-warehouse.ts'
import { openMailBox } from './mail-box.ts'
import { ends, eventsOf } from './results.ts'

const openssl = findProgram('openssl')
const password = 'p@ss/w:rd %'
const login = `ann:${encodeURIComponent(password)}@`

/** Sends the notice of a run's end; what came, who had logged in with which password, and what was warned of. */
async function send(options: SMTPServerOptions, urlOf: (port: number) => string) {
  const logins: string[] = []
  await using box = await openMailBox({
    authOptional: false,
    onAuth: ({ username = '', password: said = '' }, _, done) => {
      logins.push(`${username} ${said}`)
      done(null, said === password ? { user: username } : {})
    },
    ...options,
  })
  const warnings: string[] = []
  const notices = openNotices(aWarehouse({ mail: { server: urlOf(box.port), when: 'end' } }), {
    hide: (text) => text,
    warn: (sentence) => warnings.push(sentence),
  })
  for (const event of eventsOf(ends.done)) notices.listener(event)
  await notices.settled()
  return { mails: box.mails.map(({ user, secure }) => ({ user, secure })), logins, warnings }
}

const open = { disabledCommands: ['STARTTLS'], allowInsecureAuth: true }

it('user and password are those of the URL, decoded', async () => {
  expect(await send(open, (port) => `smtp://${login}127.0.0.1:${port}`)).toEqual({
    mails: [{ user: 'ann', secure: false }],
    logins: [`ann ${password}`],
    warnings: [],
  })
})

it('a wrong password is told without it', async () => {
  const { mails, warnings } = await send(open, (port) => `smtp://ann:wr0ng-one@127.0.0.1:${port}`)
  expect({ mails, warnings }).toEqual({
    mails: [],
    warnings: [expect.stringContaining('it refused user and password')],
  })
  expect(warnings.join()).not.toContain('wr0ng')
})

it('tls=required: where the server offers none, no password is sent', async () => {
  const { mails, logins, warnings } = await send(open, (port) => `smtp://${login}127.0.0.1:${port}?tls=required`)
  expect({ mails, logins, warnings: warnings.length }).toEqual({ mails: [], logins: [], warnings: 1 })
})

describe.skipIf(openssl === null)(`encrypted${openssl === null ? ' (skipped: openssl is not installed)' : ''}`, () => {
  let folder: string
  let own: { readonly key: string; readonly cert: string }
  const trusted = getCACertificates('default')

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'typeline-mail-'))
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert]
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
    execFileSync(openssl ?? '', [...request, ...subject], { stdio: 'pipe' })
    own = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  })

  afterAll(() => {
    setDefaultCACertificates(trusted)
    rmSync(folder, { recursive: true, force: true })
  })

  it.each<[string, SMTPServerOptions, string, string, boolean]>([
    ['smtps', { secure: true }, 'smtps', '', true],
    ['STARTTLS where it is offered', {}, 'smtp', '', true],
    ['STARTTLS where it is required', {}, 'smtp', '?tls=required', true],
    ['not, with tls=none', { allowInsecureAuth: true }, 'smtp', '?tls=none', false],
  ])('%s', async (_, options, scheme, query, secure) => {
    setDefaultCACertificates([...trusted, own.cert])
    const server = { ...own, disabledCommands: [], ...options }
    expect(await send(server, (port) => `${scheme}://${login}localhost:${port}${query}`)).toEqual({
      mails: [{ user: 'ann', secure }],
      logins: [`ann ${password}`],
      warnings: [],
    })
  })

  it.each([
    ['smtps', { secure: true }],
    ['smtp', {}],
  ])('a certificate that nobody vouches for: %s sends no password', async (scheme, options) => {
    setDefaultCACertificates(trusted)
    const server = { ...own, disabledCommands: [], ...options }
    const { mails, logins, warnings } = await send(server, (port) => `${scheme}://${login}localhost:${port}`)
    expect({ mails, logins, warnings }).toEqual({
      mails: [],
      logins: [],
      warnings: [expect.stringContaining('self-signed certificate')],
    })
  })
})

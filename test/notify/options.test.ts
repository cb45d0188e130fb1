import { hostname } from 'node:os'
import { expect, it } from 'vitest'
import { env } from '../../loader/model/index.ts'
import { openNotices } from '../../loader/notify/index.ts'
import { mailAddress } from '../../loader/notify/mail-address.ts'
import { mailServer } from '../../loader/notify/mail-server.ts'
import { warehouseName } from '../../loader/notify/warehouse-name.ts'
import { aWarehouse } from './a-warehouse.ts'

it.each<[string, Partial<ReturnType<typeof mailServer>>]>([
  ['smtp://h', { host: 'h', port: 587, secure: false, tls: 'offered', place: 'smtp://h' }],
  ['smtps://h/', { host: 'h', port: 465, secure: true }],
  ['smtp://h:25?tls=none', { port: 25, tls: 'none' }],
  ['smtp://h?tls=required', { tls: 'required' }],
  ['smtp://[::1]:2525', { host: '::1', port: 2525 }],
  [
    'smtp://ann%40example.org:p%3Aw%2F%40@mail.example.org',
    { login: { user: 'ann@example.org', password: 'p:w/@' }, place: 'smtp://ann%40example.org@mail.example.org' },
  ],
])('the mail server %s', (url, expected) => {
  expect(mailServer(url)).toMatchObject(expected)
  expect('login' in mailServer(url)).toBe('login' in expected)
})

it.each([
  ['smtp://ann:s3cret-pw@', 'smtp://ann@, which cannot be read as a URL'],
  ['mail.example.org:25', 'mail.example.org:25, which cannot be read as a URL'],
  ['http://ann:s3cret-pw@h', 'http://ann@h, which is none of a mail server'],
  ['smtp://ann:s3cret-pw@h/box', 'smtp://ann@h/box, which names a path, which mail servers have not'],
  ['smtp://ann@h', 'smtp://ann@h, which names a user and no password'],
  ['smtp://ann:s3cret-pw%@h', 'smtp://ann@h, which holds a % that begins no code'],
  ['smtp://ann:s3cret-pw@h?tls=perhaps', 'smtp://ann@h?tls=perhaps, which says tls=perhaps'],
  ['smtp://ann:s3cret-pw@h?pool=true', 'smtp://ann@h?pool=true, which has the option "pool", which is not known'],
])('the mail server %s is refused', (url, words) => {
  const open = () => openNotices(aWarehouse({ mail: { server: url, when: 'end' } }), { hide: (t) => t, warn: () => {} })
  expect(open).toThrow(expect.objectContaining({ code: 'bad-url', message: expect.stringContaining(words) }))
  expect(open).not.toThrow(/s3cret/)
})

it.each(['', 'hooks.example.org/s3cret', 'ftp://h/s3cret', 'https://', 's3cret'])(
  'the webhook "%s" is refused',
  (url) => {
    const open = () => openNotices(aWarehouse({ webhook: { url, when: 'end' } }), { hide: (t) => t, warn: () => {} })
    expect(open).toThrow(expect.objectContaining({ code: 'bad-url' }))
    expect(open).not.toThrow(/s3cret/)
  },
)

it('a setting that is nowhere is told before a run', () => {
  const mail = { server: env('NOTIFY_TEST_NOWHERE'), when: 'end' } as const
  expect(() => openNotices(aWarehouse({ mail }), { hide: (t) => t, warn: () => {} })).toThrow(/NOTIFY_TEST_NOWHERE/)
})

it.each([
  ['ann@example.org', '', 'ann@example.org'],
  [' Ann <ann@example.org> ', 'Ann', 'ann@example.org'],
  ['"Ann of the warehouse" <ann@example.org>', 'Ann of the warehouse', 'ann@example.org'],
  ['<ann@localhost>', '', 'ann@localhost'],
])('the address %s', (text, name, address) => expect(mailAddress('to', text)).toEqual({ name, address }))

it.each([
  '',
  'ann',
  '@example.org',
  'ann@',
  'ann@example.org, eve@example.org',
  'ann@example.org eve@example.org',
  'Ann <ann@example.org> <eve@example.org>',
  'ann@example.org\r\nBcc: eve@example.org',
  'Ann\nBcc: eve@example.org <ann@example.org>',
  'Ann\u2028 <ann@example.org>',
  'friends: ann@example.org;',
  'ann@@example.org',
])('the address %j is refused', (text) =>
  expect(() => mailAddress('to', text)).toThrow(expect.objectContaining({ code: 'bad-option' })),
)

it.each([
  ['mysql://ann:pw@db1:3306/shop', 'shop on db1', 'mysql://ann@db1:3306/shop'],
  ['postgres://ann:pw@127.0.0.1/shop%20floor', `shop floor on ${hostname()}`, 'postgres://ann@127.0.0.1/shop%20floor'],
  ['mysql://ann:pw@localhost', `warehouse on ${hostname()}`, 'mysql://ann@localhost'],
  ['duckdb:./data/shop.duckdb?memory_limit=1GB', `shop on ${hostname()}`, 'duckdb:./data/shop.duckdb?memory_limit=1GB'],
  ['duckdb:', `memory on ${hostname()}`, 'duckdb:'],
])('the warehouse %s', (url, name, place) => expect(warehouseName(url)).toEqual({ name, place }))

it('the warehouse of a setting that is nowhere', () => {
  const place = 'env(NOTIFY_TEST_NOWHERE)'
  expect(warehouseName(env('NOTIFY_TEST_NOWHERE'))).toEqual({ name: `${place} on ${hostname()}`, place })
})

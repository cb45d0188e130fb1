import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redaction } from '../../loader/cli/redaction.ts'

describe('passwords are hidden', () => {
  it.each([
    ['a URL', 'cannot open mysql://ann:s3cret@db:3306/x now', 'cannot open mysql://ann:***@db:3306/x now'],
    ['a URL whose password holds an at-sign', 'mysql://ann:s3@cr@db/x', 'mysql://ann:***@db/x'],
    ['two URLs', 'mysql://a:b@c/d and mysql://e:f@g/h', 'mysql://a:***@c/d and mysql://e:***@g/h'],
    ['a URL in JSON', '{"url":"mysql://ann:s3cret@db/x","n":1}', '{"url":"mysql://ann:***@db/x","n":1}'],
    ['a parameter', 'duckdb:./x.duckdb?password=s3cret&a=1', 'duckdb:./x.duckdb?password=***&a=1'],
    ['nothing', 'a@b.c: mysql://db/x', 'a@b.c: mysql://db/x'],
  ])('in %s', (_, text, hidden) => {
    expect(redaction().hide(text)).toBe(hidden)
  })

  it('in the open, once their URL is known: as written, decoded and inside JSON', () => {
    const secrets = redaction()
    secrets.learn('mysql://ann:s3%22cret%2F@db/x')
    expect(secrets.hide('a s3"cret/ b s3%22cret%2F c "s3\\"cret/" d')).toBe('a *** b *** c "***" d')
  })

  it('but a short one inside URLs alone', () => {
    const secrets = redaction()
    secrets.learn('mysql://ann:a@db/x')
    expect(secrets.hide('a plan: mysql://ann:a@db/x')).toBe('a plan: mysql://ann:***@db/x')
  })

  it.each(['a.', '?a', '&pass', 'http://a', 'http://a:b', 'x@', '://', 'a:b@'])(
    'in a text of a megabyte of %j without looking at it again and again',
    (unit) => {
      const text = `mysql://ann:s3cret@db/x ${unit.repeat(2 ** 20 / unit.length)}@`
      const before = process.cpuUsage()
      expect(redaction().hide(text)).toMatch(/^mysql:\/\/ann:\*\*\*@db\/x /)
      const { user, system } = process.cpuUsage(before)
      expect((user + system) / 1e6).toBeLessThan(5)
    },
  )

  it('of a URL that is a secret as a whole, and of its path by itself', () => {
    const secrets = redaction()
    secrets.conceal('https://hooks.example.org/services/T0/B0/x%20y?a=1')
    secrets.conceal('https://ann:s3cret@example.org/hook')
    secrets.conceal('https://open.example.org')
    for (const [text, hidden] of [
      ['POST https://hooks.example.org/services/T0/B0/x%20y?a=1 failed', 'POST *** failed'],
      ['POST /services/T0/B0/x%20y?a=1 of hooks.example.org', 'POST *** of hooks.example.org'],
      ['https://ann:s3cret@example.org/hook, s3cret, /hook', 'https://ann:***@example.org/hook, ***, /hook'],
      ['https://open.example.org/', 'https://open.example.org/'],
    ] as const)
      expect(secrets.hide(text)).toBe(hidden)
  })

  it('whatever the password is', () => {
    const password = fc.string({ minLength: 4, maxLength: 12 }).filter((text) => !/[\s'"`]/.test(text))
    fc.assert(
      fc.property(password, (secret) => {
        const secrets = redaction()
        secrets.learn(`mysql://ann:${encodeURIComponent(secret)}@db/x`)
        const seen = secrets.hide(`§ ${secret} § ${encodeURIComponent(secret)} § ${JSON.stringify({ secret })} §`)
        expect(seen.replaceAll('***', '')).toBe('§  §  § {"secret":""} §')
      }),
    )
  })
})

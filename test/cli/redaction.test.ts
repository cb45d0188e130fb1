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

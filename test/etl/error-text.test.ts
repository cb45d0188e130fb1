import { describe, expect, it } from 'vitest'
import { DatabaseError, LoadError } from '../../loader/errors/index.ts'
import { errorText } from '../../loader/etl/report/error-text.ts'

describe('an error for people', () => {
  it.each<[string, unknown, string]>([
    ['a sentence', new LoadError('x', 'Do this.'), 'Do this.'],
    [
      'its cause',
      new LoadError('x', 'Do this.', { cause: new DatabaseError('y', 'The server said no.') }),
      'Do this.\n  because: The server said no.',
    ],
    ['no cause twice', new LoadError('x', 'It said: no.', { cause: new Error('no') }), 'It said: no.'],
    [
      'the first line of each of three causes',
      new LoadError('x', 'Do this.', {
        cause: new Error('first\nmore', {
          cause: new Error('second', { cause: new Error('third', { cause: 'fourth' }) }),
        }),
      }),
      'Do this.\n  because: first\n  because: second\n  because: third',
    ],
    [
      'addresses that Node tried',
      new DatabaseError('x', 'Nobody there.', {
        cause: new AggregateError([new Error('refused ::1'), new Error('refused 127.0.0.1')]),
      }),
      'Nobody there.\n  because: refused ::1; refused 127.0.0.1',
    ],
  ])('is %s', (_, error, text) => {
    expect(errorText(error)).toBe(text)
  })

  it('is a stack where it is a bug', () => {
    expect(errorText(new TypeError('x is undefined'))).toMatch(
      /^This is a bug of the loader.*\nTypeError: x is undefined\n {4}at /,
    )
  })
})

import { describe, expect, it } from 'vitest'
import { maskedJson } from '../../../loader/load/conform/masked-json.ts'

const one = (value: unknown, masked = false) => maskedJson([value], [{ name: 'c', masked }])

describe('a rejected row as JSON', () => {
  it.each<[unknown, string]>([
    ['a"\n\\', '{"c":"a\\"\\n\\\\"}'],
    ['', '{"c":""}'],
    [null, '{"c":null}'],
    [undefined, '{"c":null}'],
    [5, '{"c":5}'],
    [true, '{"c":true}'],
    ['18446744073709551615', '{"c":"18446744073709551615"}'],
    [18446744073709551615n, '{"c":"18446744073709551615"}'],
    [Number.NaN, '{"c":"NaN"}'],
    [Number.NEGATIVE_INFINITY, '{"c":"-Infinity"}'],
    [new Uint8Array([0, 255]), '{"c":{"hex":"00ff"}}'],
    [[1, 'a', null, [2n]], '{"c":[1,"a",null,["2"]]}'],
    [{ a: { b: new Uint8Array([1]) } }, '{"c":{"a":{"b":{"hex":"01"}}}}'],
    [new Map([['k', 1]]), '{"c":{"k":1}}'],
    ['\ud800', '{"c":"\\ud800"}'],
    ['😀\0', '{"c":"😀\\u0000"}'],
    [Symbol('s'), '{"c":"Symbol(s)"}'],
  ])('holds %o exactly', (value, expected) => {
    expect(one(value)).toBe(expected)
    expect(() => JSON.parse(expected)).not.toThrow()
  })

  it('ends an object that contains itself', () => {
    const circle: unknown[] = []
    circle.push(circle)
    expect(one(circle)).toContain('[[[')
  })

  it('tells a bad Date without breaking off', () => {
    expect(one(new Date(Number.NaN))).toBe('{"c":"Invalid Date"}')
  })

  it.each(['secret', 5, null, undefined, new Uint8Array([7]), { s: 'secret' }])(
    'hides %o where masked (FAULTS 70)',
    (value) => {
      expect(one(value, true)).toBe('{"c":"(masked)"}')
    },
  )

  it('has the columns by name, in order', () => {
    const columns = ['b', 'a"', '__proto__'].map((name) => ({ name, masked: name === 'b' }))
    expect(maskedJson(['x', 1, 'y'], columns)).toBe('{"b":"(masked)","a\\"":1,"__proto__":"y"}')
  })
})

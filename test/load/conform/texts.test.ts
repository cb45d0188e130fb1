import { describe, expect, it } from 'vitest'
import { binary, folded, json, text, trimmed, varchar } from '../../../loader/schema/index.ts'
import { drawn, narrow, oneValue, reject, wide } from './one-value.ts'

const bytes = (...values: number[]) => new Uint8Array(values)
const utf8 = (value: string) => new TextEncoder().encode(value)

const exact = [
  ['', ''],
  ['abc', 'abc'],
  ['a ', 'a '],
  [' a', ' a'],
  ['á', 'á'],
  ['a\u0301', 'a\u0301'],
  ['😀😀😀', '😀😀😀'],
  ["'; --", "'; --"],
  ['\t\n\\', '\t\n\\'],
  ['\ufeffa', '\ufeffa'],
  [utf8('á😀'), 'á😀'],
  [utf8('\ufeffa'), '\ufeffa'],
  [utf8(''), ''],
  // Lone surrogates, bytes that are no UTF-8, latin1 (FAULTS 10).
  ['\ud83d', reject],
  ['\ude00a', reject],
  ['\ude00\ud83d', reject],
  [bytes(0xff), reject],
  [bytes(0xe9), reject],
  [bytes(0xed, 0xa0, 0xbd), reject],
  [bytes(0xc0, 0x80), reject],
  [5, reject],
  [true, reject],
  [5n, reject],
  [undefined, reject],
  [['a'], reject],
  [{ toString: () => 'a' }, reject],
  [new Date(0), reject],
  [Symbol('a'), reject],
] as const

describe('varchar(5): code points, never cut (FAULTS 12)', () => {
  drawn(oneValue(varchar(5)), [
    ...exact,
    ['abcde', 'abcde'],
    ['abcdef', reject],
    ['abcde ', reject],
    ['😀😀😀😀😀', '😀😀😀😀😀'],
    ['😀😀😀😀😀😀', reject],
    ['😀😀😀😀ab', reject],
    [utf8('😀😀😀😀😀'), '😀😀😀😀😀'],
    [utf8('abcdef'), reject],
  ])
})

describe('text of any length', () => {
  drawn(oneValue(text()), [...exact, ['x'.repeat(100_000), 'x'.repeat(100_000)]])
})

describe('NUL (FAULTS 9)', () => {
  describe('where the engine holds it', () =>
    drawn(oneValue(text(), wide), [
      ['a\0b', 'a\0b'],
      [utf8('\0'), '\0'],
    ]))
  describe('where not', () =>
    drawn(oneValue(text(), narrow), [
      ['a\0b', reject],
      ['\0', reject],
      [utf8('a\0'), reject],
    ]))
})

describe('folded(varchar(3)): NFC and lower case, accents stay', () => {
  drawn(oneValue(folded(varchar(3))), [
    ['ABC', 'abc'],
    ['a\u0301', 'á'],
    ['Á', 'á'],
    ['a', 'a'],
    ['ẞ', 'ß'],
    ['ΑΣ', 'ας'],
    ['İ', 'i\u0307'],
    // Composed in lower case alone.
    ['H\u0331', 'ẖ'],
    ['ẖ', 'ẖ'],
    ['A B', 'a b'],
    [' A', ' a'],
    [utf8('ÁB'), 'áb'],
    // Folding first, the length then.
    ['a\u0301b\u0301c', reject],
    ['e\u0301e\u0301e\u0301', 'ééé'],
    ['abcd', reject],
    ['\ud83d', reject],
    [5, reject],
  ])
})

describe('trimmed(varchar(3)): U+0020 at both ends', () => {
  drawn(oneValue(trimmed(varchar(3))), [
    ['  abc  ', 'abc'],
    ['a b', 'a b'],
    ['   ', ''],
    ['', ''],
    ['\ta', '\ta'],
    ['a\t', 'a\t'],
    [' \na\n ', '\na\n'],
    ['\u00a0a', '\u00a0a'],
    ['A', 'A'],
    [utf8(' a '), 'a'],
    ['a bc', reject],
  ])
})

describe('folded(trimmed(…))', () => {
  drawn(oneValue(folded(trimmed(varchar(3)))), [
    [' ABC ', 'abc'],
    ['Á ', 'á'],
  ])
})

describe('json', () => {
  drawn(oneValue(json()), [
    ['{ "b" : 1.00,\n "a" : [ 1 , 2 ] }', '{"b":1.00,"a":[1,2]}'],
    ['{"b":1,"a":12345678901234567890.10}', '{"b":1,"a":12345678901234567890.10}'],
    ['{"a b" : "c \\" d \\\\", "e" : " " }', '{"a b":"c \\" d \\\\","e":" "}'],
    ['{"a":1,"a":2}', '{"a":1,"a":2}'],
    ['"\\u0000\\ud800"', '"\\u0000\\ud800"'],
    [' null ', 'null'],
    ['5', '5'],
    ['"á😀"', '"á😀"'],
    [utf8('{ }'), '{}'],
    ['', reject],
    ['{a:1}', reject],
    ["{'a':1}", reject],
    ['{"a":1,}', reject],
    ['{"a":01}', reject],
    ['NaN', reject],
    ['"a\nb"', reject],
    ['"\ud800"', reject],
    ['{} {}', reject],
    [bytes(0x22, 0xff, 0x22), reject],
    [{ a: 1 }, reject],
    [[1], reject],
    [5, reject],
  ])

  it('of great depth does not break off', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
    expect(oneValue(json())(deep)).toBe(deep)
  })
})

describe('binary(3)', () => {
  drawn(oneValue(binary(3)), [
    [bytes(0, 255, 16), '00ff10'],
    [bytes(), ''],
    [new Uint8Array([1, 2, 3, 4, 5]).subarray(1, 3), '0203'],
    ['00FF10', '00ff10'],
    ['\\x00ff', '00ff'],
    ['', ''],
    [bytes(1, 2, 3, 4), reject],
    ['00ff1020', reject],
    ['0', reject],
    ['0g', reject],
    ['00 ff', reject],
    [5, reject],
    [[0, 255], reject],
  ])
})

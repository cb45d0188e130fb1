import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bigint,
  boolean,
  type ColumnShape,
  date,
  decimal,
  double,
  folded,
  integer,
  json,
  text,
  time,
  timestamp,
  trimmed,
  varchar,
} from '../../../loader/schema/index.ts'
import { oneValue, reject, wide } from './one-value.ts'

const runs = { numRuns: 3000 }

/** Texts of the characters that the kinds are made of, so that many are nearly right. */
const nearly = fc.oneof(
  fc.stringMatching(/^[+-]?[0-9]{0,12}\.?[0-9]{0,8}([eE][+-]?[0-9]{1,2})?$/),
  fc.stringMatching(
    /^[0-9]{4}-[01][0-9]-[0-3][0-9]([ T][0-2][0-9]:[0-5][0-9]:[0-5][0-9](\.[0-9]{1,8})?(Z|[+-][01][0-9])?)?$/,
  ),
  fc.stringMatching(/^-?[0-9]{2,3}:[0-5][0-9]:[0-5][0-9](\.[0-9]{0,7})?$/),
  fc.json(),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 6 }).map((units) => String.fromCharCode(...units)),
)
const anything = fc.oneof(
  { weight: 8, arbitrary: nearly },
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.bigInt(),
  fc.uint8Array({ maxLength: 6 }),
  fc.anything(),
)

const canonical: readonly (readonly [name: string, column: ColumnShape, form: RegExp, least: number])[] = [
  ['boolean', boolean(), /^(true|false)$/, 20],
  ['integer', integer(), /^(-?[1-9]\d*|0)$/, 100],
  ['bigint', bigint(), /^(-?[1-9]\d*|0)$/, 100],
  ['decimal', decimal(12, 2), /^(?!-0\.00$)-?(0|[1-9]\d{0,9})\.\d\d$/, 200],
  ['rounded decimal', decimal(12, 2, { round: true }), /^(?!-0\.00$)-?(0|[1-9]\d{0,9})\.\d\d$/, 300],
  ['double', double(), /^(NaN|-?Infinity|(?!-0$)-?\d+(\.\d+)?(e[+-]\d+)?)$/, 300],
  ['date', date(), /^\d{4}-\d\d-\d\d$/, 20],
  ['time', time(), /^-?\d{2,3}:[0-5]\d:[0-5]\d\.\d{6}$/, 50],
  ['timestamp', timestamp(), /^\d{4}-\d\d-\d\d [0-2]\d:[0-5]\d:[0-5]\d\.\d{6}$/, 50],
  ['text', text(), /^[\s\S]*$/u, 1000],
  ['folded and trimmed', folded(trimmed(varchar(9))), /^(?! )[\s\S]{0,9}(?<! )$/u, 300],
  ['json', json(), /^[^ \t\n\r]/, 300],
]

describe.each(canonical)('%s', (_, column, form, least) => {
  it('is canonical or rejected, and conforming twice changes nothing', () => {
    const conform = oneValue(column, wide)
    let accepted = 0
    fc.assert(
      fc.property(anything, (value) => {
        const cell = conform(value)
        if (cell === reject || cell === null) return
        accepted++
        expect(String(cell)).toMatch(form)
        expect(conform(cell)).toBe(cell)
      }),
      runs,
    )
    expect(accepted).toBeGreaterThan(least)
  })
})

describe('against oracles', () => {
  const digits = fc.stringMatching(/^[0-9]{0,14}$/)
  const sign = fc.constantFrom('', '-', '+')

  it('decimals are what exact arithmetic on BigInt says', () => {
    const met = { exact: 0, rounded: 0, tooLong: 0, lossy: 0, negative: 0, zero: 0 }
    const parts = fc.tuple(
      sign,
      digits,
      digits,
      fc.integer({ min: -14, max: 14 }),
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 9 }),
    )
    fc.assert(
      fc.property(parts, fc.boolean(), ([minus, before, after, exponent, scale, whole], round) => {
        fc.pre(before + after !== '' && whole + scale > 0)
        const input = `${minus}${before}${after === '' ? '' : `.${after}`}${exponent === 0 ? '' : `e${exponent}`}`
        // value = all × 10^(exponent - after.length); its multiple of 10^-scale as a fraction over a power of ten.
        const power = exponent - after.length + scale
        const numerator = BigInt(before + after) * 10n ** BigInt(Math.max(power, 0))
        const denominator = 10n ** BigInt(Math.max(-power, 0))
        const exact = numerator % denominator === 0n
        const units = round ? (2n * numerator + denominator) / (2n * denominator) : numerator / denominator
        const fits = units < 10n ** BigInt(whole + scale) && (exact || round)
        met[!exact && !round ? 'lossy' : !fits ? 'tooLong' : exact ? 'exact' : 'rounded']++
        if (units === 0n) met.zero++
        const conform = oneValue(decimal(whole + scale, scale, { round }))
        const text = units.toString().padStart(scale + 1, '0')
        const plain = scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`
        const negative = minus === '-' && units !== 0n
        if (negative) met.negative++
        expect(conform(input)).toBe(fits ? (negative ? '-' : '') + plain : reject)
      }),
      { numRuns: 20_000 },
    )
    expect(Math.min(...Object.values(met)), JSON.stringify(met)).toBeGreaterThan(300)
  })

  it('whole numbers are what BigInt says', () => {
    const near = fc.tuple(
      fc.constantFrom(0n, 2n ** 31n, -(2n ** 31n), 2n ** 53n, 2n ** 63n, -(2n ** 63n), 10n ** 18n),
      fc.bigInt({ min: -3n, max: 3n }),
    )
    const number = fc.oneof(
      near.map(([at, by]) => at + by),
      fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
    )
    fc.assert(
      fc.property(number, fc.constantFrom('', '0', '000'), (value, zeros) => {
        const input = `${value < 0n ? '-' : ''}${zeros}${value < 0n ? -value : value}`
        const small = value >= -(2n ** 31n) && value < 2n ** 31n
        const long = value >= -(2n ** 63n) && value < 2n ** 63n
        for (const form of [input, value]) {
          expect(oneValue(integer())(form)).toBe(small ? Number(value) : reject)
          expect(oneValue(bigint())(form)).toBe(long ? value.toString() : reject)
        }
      }),
      runs,
    )
  })

  it('doubles read back as the same double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        for (const form of [value, String(value), value.toExponential(), value.toExponential(20)]) {
          const cell = oneValue(double())(form)
          expect(Number(cell)).toBe(value === 0 ? 0 : value)
          expect(cell).toBe(String(value))
        }
      }),
      runs,
    )
  })

  it('timestamps are the moments that Date knows', () => {
    const moment = fc.integer({ min: -62_135_510_400, max: 253_402_214_399 })
    const micro = fc.integer({ min: 0, max: 999_999 }).map((n) => String(n).padStart(6, '0'))
    const offset = fc.integer({ min: -86_340, max: 86_340 })
    fc.assert(
      fc.property(
        moment,
        micro,
        fc.constantFrom(' ', 'T'),
        fc.option(offset),
        fc.nat(3),
        (at, fraction, between, ahead, zeros) => {
          const iso = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 19)
          const away = Math.abs(ahead ?? 0)
          const [hh, mm, ss] = iso(away).slice(11).split(':')
          const zone = ahead === null ? '' : `${ahead < 0 ? '-' : '+'}${hh}:${mm}:${ss}`
          const input = `${iso(at + (ahead ?? 0)).replace('T', between)}.${fraction}${'0'.repeat(zeros)}${zone}`
          const expected = `${iso(at).replace('T', ' ')}.${fraction}`
          expect(oneValue(timestamp())(input)).toBe(expected)
          const cut = input.replace(/0+$/, '')
          if (ahead === null && !cut.endsWith('.')) expect(oneValue(timestamp())(cut)).toBe(expected)
        },
      ),
      runs,
    )
  })

  it('text is counted in code points and stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), fc.integer({ min: 1, max: 12 }), (value, length) => {
        const fits = [...value].length <= length
        expect(oneValue(varchar(length), wide)(value)).toBe(fits ? value : reject)
        expect(oneValue(varchar(length), wide)(new TextEncoder().encode(value))).toBe(fits ? value : reject)
      }),
      runs,
    )
  })

  it('folding is one for a letter and its other case, and folding twice is folding once', () => {
    const fold = oneValue(folded(text()), wide)
    const marks = ['', '\u0301', '\u0331', '\u0307', '\u0345', '\u0308\u0301']
    for (let point = 0; point < 0x30000; point++) {
      if (String.fromCodePoint(point).toLowerCase() === String.fromCodePoint(point).toUpperCase()) continue
      for (const mark of marks) {
        const letter = String.fromCodePoint(point) + mark
        const folded = fold(letter)
        const same = [folded, letter.normalize('NFC'), letter.normalize('NFD')].every((form) => fold(form) === folded)
        if (!same || folded !== String(folded).normalize('NFC').toLowerCase()) {
          expect.fail(`U+${point.toString(16)} with ${JSON.stringify(mark)}: ${String(folded)}`)
        }
      }
    }
    expect(fold('H\u0331ÁẞK')).toBe(fold('ẖa\u0301ßk'))
  })

  it('JSON means the same without its white space', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('', ' ', '\t', '  \n'), (value, space) => {
        expect(oneValue(json())(JSON.stringify(value, null, space))).toBe(JSON.stringify(value))
      }),
      runs,
    )
  })
})

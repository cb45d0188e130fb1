import { describe } from 'vitest'
import { decimal } from '../../../loader/schema/index.ts'
import { drawn, oneValue, reject } from './one-value.ts'

describe('decimal(12, 2)', () => {
  drawn(oneValue(decimal(12, 2)), [
    ['12.34', '12.34'],
    ['-12.34', '-12.34'],
    ['0.00', '0.00'],
    ['9999999999.99', '9999999999.99'],
    ['12', '12.00'],
    ['12.', '12.00'],
    ['12.3', '12.30'],
    ['12.3400000', '12.34'],
    ['.5', '0.50'],
    ['-.5', '-0.50'],
    ['+1.5', '1.50'],
    ['007.5', '7.50'],
    ['-0', '0.00'],
    ['-0.00', '0.00'],
    ['-0.10', '-0.10'],
    ['-0.000', '0.00'],
    ['1e3', '1000.00'],
    ['1.5E-1', '0.15'],
    ['123456e-2', '1234.56'],
    ['0e99999999999999999999', '0.00'],
    ['1.20e0', '1.20'],
    [7, '7.00'],
    [-0, '0.00'],
    [7n, '7.00'],
    // What would lose a digit (FAULTS 3).
    ['12.345', reject],
    ['0.001', reject],
    ['-0.001', reject],
    ['1e-3', reject],
    ['1e-99999999999999999999', reject],
    ['12345678901', reject],
    ['10000000000.00', reject],
    ['1e11', reject],
    ['1e99999999999999999999', reject],
    ['NaN', reject],
    ['Infinity', reject],
    ['-inf', reject],
    ['', reject],
    ['.', reject],
    ['-', reject],
    ['e5', reject],
    ['1e', reject],
    ['1,000.00', reject],
    ['1.2.3', reject],
    ['12abc', reject],
    [' 1', reject],
    [`1${'0'.repeat(100_000)}1`, reject],
    // A fraction in a JS number has been through binary floating point.
    [0.5, reject],
    [9007199254740992, reject],
    [Number.NaN, reject],
    [true, reject],
    [{}, reject],
  ])
})

describe('decimals at their limits', () => {
  describe('(20, 0), an UNSIGNED BIGINT', () => {
    drawn(oneValue(decimal(20, 0)), [
      ['18446744073709551615', '18446744073709551615'],
      ['18446744073709551615.000', '18446744073709551615'],
      [18446744073709551615n, '18446744073709551615'],
      ['-0.0', '0'],
      ['5.', '5'],
      ['0.1', reject],
      ['100000000000000000000', reject],
    ])
  })
  describe('(38, 10)', () => {
    drawn(oneValue(decimal(38, 10)), [
      ['1234567890123456789012345678.0123456789', '1234567890123456789012345678.0123456789'],
      ['9'.repeat(28), `${'9'.repeat(28)}.0000000000`],
      ['1e27', `1${'0'.repeat(27)}.0000000000`],
      ['1e28', reject],
    ])
  })
  describe('(65, 30), on MySQL', () => {
    drawn(oneValue(decimal(65, 30)), [
      [`${'9'.repeat(35)}.${'9'.repeat(30)}`, `${'9'.repeat(35)}.${'9'.repeat(30)}`],
      [`${'9'.repeat(35)}.${'9'.repeat(30)}1`, reject],
    ])
  })
  describe('(2, 2), all digits after the point', () => {
    drawn(oneValue(decimal(2, 2)), [
      ['0.25', '0.25'],
      ['-.99', '-0.99'],
      ['1.00', reject],
      ['0', '0.00'],
    ])
  })
})

describe('decimal(4, 2, { round: true }): half away from zero', () => {
  drawn(oneValue(decimal(4, 2, { round: true })), [
    ['1.005', '1.01'],
    ['1.004999', '1.00'],
    ['-1.005', '-1.01'],
    ['2.675', '2.68'],
    ['0.005', '0.01'],
    ['-0.004', '0.00'],
    ['0.0049', '0.00'],
    ['0.0004', '0.00'],
    ['9.995', '10.00'],
    ['99.994', '99.99'],
    ['99.995', reject],
    ['5e-3', '0.01'],
    ['5e-4', '0.00'],
    ['1e-99999', '0.00'],
    ['1.05', '1.05'],
    ['100', reject],
  ])
})

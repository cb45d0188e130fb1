import { describe, expect, it } from 'vitest'
import { LoadError } from '../../loader/errors/index.ts'
import { count, duration } from '../../loader/etl/report/amounts.ts'
import { summary } from '../../loader/etl/report/summary.ts'
import { outcome, skipped } from './unit-results.ts'

describe('the summary', () => {
  it('is one aligned table, misses by role below it', () => {
    const units = [
      outcome('school', {
        counts: {
          read: 1200,
          new: 1000,
          version: 20,
          overwritten: 30,
          unchanged: 140,
          duplicate: 4,
          superseded: 3,
          rejected: 3,
        },
        milliseconds: 312,
      }),
      outcome('user', {
        status: 'failed',
        error: new LoadError('x', 'No.'),
        notes: { spliced: 3, closed: 1500, reopened: 1, filled: 4, behind: { sale: 1 }, misses: {} },
        counts: { read: 12_000_000 },
        milliseconds: 3_725_000,
      }),
      outcome('upload', {
        kind: 'fact',
        counts: { read: 5675, new: 5634, rejected: 41 },
        notes: {
          spliced: 0,
          inferred: 2,
          ranges: { count: 3, atOnce: 1 },
          overMemory: { dimensions: ['user', 'item'], bytes: 500 * 2 ** 20 },
          misses: {
            seller_key: { missing: 12, notApplicable: 3, error: 1, beforeFirst: 1000 },
            date_key: { missing: 0, notApplicable: 0, error: 0, beforeFirst: 0 },
          },
        },
        warned: true,
        milliseconds: 65_000,
      }),
      skipped('sale', ['user', 'date']),
      skipped('review', []),
    ]
    expect(`\n${summary({ run: { id: 1, executionTime: '' }, units, milliseconds: 0 })}\n`).toBe(`
unit          read    new  versions  overwritten  unchanged  duplicates  rejected  misses        time
school       1,200  1,000        20           30        140           7         3       0       0.3 s  done
user    12,000,000      0         0            0          0           0         0       0  1 h 02 min  failed
upload       5,675  5,634         0            0          0           0        41      13  1 min 05 s  done, many rejected
sale             -      -         -            -          -           -         -       -           -  skipped: needs user, date
review           -      -         -            -          -           -         -       -           -  not begun

user    members     3 late versions spliced in, 1,500 closed, 1 reopened, 4 inferred ones filled
user    warning     1 member changed before what sale has read; to mend its rows: --run_facts --full-refresh --select sale
upload  slower      user, item looked up in the warehouse; in memory with --lookup-memory 525mb
upload  ranges      read and loaded by 3 ranges of its source's key, one after another
upload  members     2 inferred
upload  seller_key  12 not found, 1 no possible key, 3 not applicable, 1,000 before the first version
`)
  })

  it('tells what became of loads that were interrupted', () => {
    const notes = { spliced: 0, misses: {} }
    const units = [
      outcome('sale', { notes: { ...notes, resumed: { run: 17, read: 4_250_000, after: 'order_id=812' } } }),
      outcome('payout', { notes: { ...notes, resumed: { run: 17, read: 5, after: null } } }),
      outcome('review', { notes: { ...notes, anew: 'run 17 was interrupted, and so on' } }),
    ]
    const [, told] = summary({ run: { id: 1, executionTime: '' }, units, milliseconds: 0 }).split('\n\n')
    expect(told?.split('\n')).toEqual([
      'sale    went on     after order_id=812: 4,250,000 rows that run 17 had begun with were not read again',
      'payout  went on     where it was: 5 rows that run 17 had begun with were not read again',
      'review  begun anew  run 17 was interrupted, and so on',
    ])
  })
})

describe('amounts', () => {
  it.each([
    [0, '0.0 s'],
    [9949, '9.9 s'],
    [9951, '10 s'],
    [59_400, '59 s'],
    [59_600, '1 min 00 s'],
    [3_599_400, '59 min 59 s'],
    [3_599_600, '1 h 00 min'],
    [7_170_000, '2 h 00 min'],
  ])('%d ms is %s', (milliseconds, text) => {
    expect(duration(milliseconds)).toBe(text)
  })
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [12_532_421, '12,532,421'],
  ])('%d is %s', (value, text) => {
    expect(count(value)).toBe(text)
  })
})

import fc from 'fast-check'
import type { Content, OracleLoad, OracleRow, OracleRules } from './oracle-shapes.ts'

// Few values, so that equal content meets often.
const content: fc.Arbitrary<Content> = fc.record({
  t0: fc.constantFrom('x', 'x', 'x', 'y'),
  t1: fc.constantFrom('x', 'x', 'x', 'x', 'y', null),
  t1l: fc.constantFrom('x', 'x', 'x', 'x', 'y', null),
  t2: fc.constantFrom('a', 'a', 'a', 'a ', null),
  t2b: fc.constantFrom(1, 1, 1, 1, 1, 1, 2),
})
const row: fc.Arbitrary<OracleRow> = fc
  .record({
    tick: fc.option(fc.integer({ min: 0, max: 17 }), { freq: 40 }),
    lasts: fc.option(fc.constantFrom(-1, 0, 1, 1, 1, 2, 2, 3, 4), { freq: 5 }),
    seq: fc.constantFrom(null, 1, 2, 10),
    content,
  })
  .map(({ tick, lasts, seq, content }) => ({
    tick,
    end: lasts === null ? null : Math.max(0, (tick ?? 9) + lasts),
    seq,
    content,
  }))
/** Rows as sources give them: some come twice, some again with other values. */
const rows: fc.Arbitrary<OracleRow[]> = fc
  .array(
    fc.record({
      row,
      again: fc.oneof({ weight: 20, arbitrary: fc.constant('once') }, fc.constant('twice'), fc.record({ content })),
    }),
    { minLength: 1, maxLength: 3, size: 'max' },
  )
  .map((parts) =>
    parts.flatMap(({ row, again }) =>
      again === 'once' ? [row] : typeof again === 'string' ? [row, row] : [row, { ...row, ...again }],
    ),
  )
/** The ways in which a dimension may be defined. */
export const rules: fc.Arbitrary<OracleRules> = fc.record({
  history: fc.constantFrom<OracleRules['history'][]>(
    'microsecond',
    'microsecond',
    'microsecond',
    'microsecond',
    'day',
    'day',
    null,
  ),
  dated: fc.constantFrom(true, true, true, false),
  ends: fc.constantFrom(true, true, true, false),
  ordered: fc.boolean(),
  accept: fc.boolean(),
  deletes: fc.boolean(),
})
/** The member is made by a fact first. */
export const inferredFirst = fc.integer({ min: 0, max: 4 }).map((one) => one === 0)
/** Loads of one member, each with the tick at which it runs. */
export const loads: fc.Arbitrary<OracleLoad[]> = fc.array(fc.record({ now: fc.integer({ min: 8, max: 17 }), rows }), {
  minLength: 1,
  maxLength: 16,
  size: 'max',
})
/** For deletes: mostly without ends of the source's own, which would come first. */
export const deleting = rules.map(({ history, ends, accept, ...given }) => ({
  ...given,
  ...{ accept, dated: true, deletes: true, ends: ends && accept, history: history ?? ('microsecond' as const) },
}))
/** A member that is not there in every third load, its times mostly before the run's. */
export const vanishing: fc.Arbitrary<OracleLoad[]> = fc.array(
  fc.record({
    now: fc.integer({ min: 11, max: 23 }),
    rows: fc.oneof({ weight: 2, arbitrary: rows }, fc.constant<OracleRow[]>([])),
  }),
  { minLength: 1, maxLength: 16, size: 'max' },
)

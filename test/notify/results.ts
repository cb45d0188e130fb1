import { DatabaseError, LoadError } from '../../loader/errors/index.ts'
import type { EtlEvent, RunResult, UnitResult } from '../../loader/etl/index.ts'
import { outcome, skipped } from '../etl/unit-results.ts'

const run = { id: 12, executionTime: '2026-11-20 01:00:00.000000' }

/** What a run of these units tells, of its start and of its end. */
export function eventsOf(units: readonly UnitResult[], more: Partial<RunResult> = {}): readonly EtlEvent[] {
  return [
    { kind: 'run-started', run, units: units.map((unit) => unit.unit) },
    { kind: 'run-finished', result: { run, units, milliseconds: 245_000, ...more } },
  ]
}

const item = outcome('item', {
  counts: { read: 1200, new: 1000, unchanged: 190, rejected: 10 },
  milliseconds: 3000,
  notes: { spliced: 0, misses: {} },
})

/** How runs end, each with the reason of its exit status. */
export const ends = {
  done: [item, outcome('store')],
  rejects: [{ ...item, warned: true }, outcome('store')],
  'unit-failed': [
    outcome('store', {
      status: 'failed',
      milliseconds: 12_000,
      error: new DatabaseError('connection-lost', 'The connection to mysql://ann@db1/shop was lost.', {
        cause: new Error('read ECONNRESET'),
      }),
    }),
    item,
    skipped('sale', ['store']),
  ],
  locked: [outcome('store', { status: 'failed', error: new LoadError('locked', 'Run 11 has the unit store.') }), item],
  bug: [outcome('store', { status: 'failed', error: new TypeError('x is undefined') }), item],
  terminated: [item, skipped('store', []), skipped('sale', [])],
} as const satisfies Readonly<Record<string, readonly UnitResult[]>>

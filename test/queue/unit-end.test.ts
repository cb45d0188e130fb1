import { describe, expect, test } from 'vitest'
import { DatabaseError, DefinitionError, LoadError } from '../../loader/errors/index.ts'
import type { UnitOutcome } from '../../loader/load/index.ts'
import { unitEnd } from '../../loader/queue/unit/unit-end.ts'
import { outcome } from '../etl/unit-results.ts'

const lost = new DatabaseError('connection-lost', 'It was lost.', { transient: true })
const locked = new LoadError('locked', 'Another loader is at it.', { transient: true })
const fenced = new LoadError('fenced', 'Another loader has taken over.')
const unfit = new DefinitionError('bad-column', 'It does not fit.')
const cancelled = new LoadError('cancelled', 'It was cancelled.')
const late = new LoadError('time-limit', 'It took too long.')
const doneAlready = new LoadError('done-already', 'It is done: its task was delivered twice.')
const bug = new TypeError('x is undefined')

type Case = readonly [
  title: string,
  status: UnitOutcome['status'],
  error: unknown,
  stopped: Parameters<typeof unitEnd>[1],
  kind: ReturnType<typeof unitEnd>['kind'],
]

describe('what becomes of a unit’s task', () => {
  test.each<Case>([
    ['it is done', 'done', undefined, null, 'done'],
    ['it was done before its worker’s stop reached it', 'done', undefined, 'leaving', 'done'],
    ['it was done before its end was asked for', 'done', undefined, 'ended', 'done'],
    ['an error that passes by itself', 'failed', lost, null, 'again'],
    ['one that does not', 'failed', unfit, null, 'refused'],
    ['a bug', 'failed', bug, null, 'refused'],
    ['no error at all', 'failed', undefined, null, 'refused'],
    ['another has the unit', 'failed', locked, null, 'wait'],
    ['another delivery has loaded it', 'failed', doneAlready, null, 'wait'],
    ['another has taken it over', 'fenced', fenced, null, 'wait'],
    ['another has taken it over, while this worker leaves', 'fenced', fenced, 'leaving', 'wait'],
    [
      'its worker leaves',
      'cancelled',
      new DatabaseError('aborted', 'Aborted.', { transient: true }),
      'leaving',
      'back',
    ],
    ['somebody cancelled it', 'cancelled', cancelled, 'ended', 'refused'],
    ['its time was up', 'cancelled', late, 'ended', 'refused'],
    ['cancelled by whatever else', 'cancelled', lost, null, 'refused'],
  ])('%s', (_, status, error, stopped, kind) => {
    const end = unitEnd(outcome('unit', { status, error }), stopped)
    expect(end.kind).toBe(kind)
    if (end.kind === 'again' || end.kind === 'refused') expect(end.error).toBe(error)
  })
})

import { describe, expect, test } from 'vitest'
import { DatabaseError, DefinitionError, LoadError, TypelineError } from '../../loader/errors/index.ts'
import { type EtlEvent, errorText } from '../../loader/etl/index.ts'
import { eventOf, eventText } from '../../loader/queue/task/event-text.ts'
import { outcome, skipped } from '../etl/unit-results.ts'

const run = { id: 12, executionTime: '2026-11-20 01:00:00.000000' }
const shop = outcome('shop', {
  counts: { read: 12, new: 3, rejected: 1 },
  notes: { spliced: 1, misses: { shop_key: { missing: 2, notApplicable: 0, error: 1, beforeFirst: 0 } } },
  warned: true,
  milliseconds: 1.5,
})

const events: Readonly<Record<EtlEvent['kind'], EtlEvent>> = {
  'run-started': { kind: 'run-started', run, units: ['shop', "o'neil", '"quoted"\n'] },
  'unit-started': { kind: 'unit-started', unit: 'shop', unitKind: 'dimension' },
  'unit-progress': { kind: 'unit-progress', progress: { unit: 'shop', phase: 'reading', read: 5000, sent: 4096 } },
  'unit-finished': { kind: 'unit-finished', outcome: shop },
  'unit-failed': { kind: 'unit-failed', outcome: outcome('shop', { status: 'cancelled' }) },
  'unit-skipped': { kind: 'unit-skipped', unit: skipped('sale', ['shop', '\u{1F6D2}']) },
  'run-finished': { kind: 'run-finished', result: { run, units: [shop, skipped('sale', [])], milliseconds: 42 } },
}

describe('an event as text', () => {
  test.each(Object.values(events))('comes back as it was: $kind', (event) => {
    expect(eventOf(eventText(event))).toEqual(event)
  })

  test.each<[string, TypelineError]>([
    [
      'a database’s',
      new DatabaseError('connection-lost', 'It\nwas lost.', { transient: true, cause: new Error('ECONNRESET') }),
    ],
    ['a loader’s', new LoadError('locked', 'Another loader is at it.', { fields: { run: 7 } })],
    [
      'a server’s',
      new DatabaseError('unreachable', 'Nobody is there.', {
        cause: new Error('outer', { cause: new AggregateError([new Error('no IPv6'), new Error('no IPv4')]) }),
      }),
    ],
    ['a definition’s', new DefinitionError('bad-column', 'It does not "fit".')],
  ])('%s error keeps its code, its sentence and whether it passes', (_, error) => {
    for (const event of [
      { kind: 'unit-failed', outcome: outcome('shop', { status: 'failed', error }) },
      { kind: 'run-finished', result: { run, units: [outcome('shop', { status: 'failed', error })], milliseconds: 1 } },
    ] as const) {
      const again = eventOf(eventText(event))
      const unit =
        again.kind === 'unit-failed' ? again.outcome : again.kind === 'run-finished' ? again.result.units[0] : undefined
      const told = unit?.status === 'skipped' ? undefined : unit?.error
      expect(told).toBeInstanceOf(TypelineError)
      expect(told).toMatchObject({ code: error.code, message: error.message, transient: error.transient })
      expect(errorText(told)).toBe(errorText(error))
    }
  })

  test('a bug comes back as one, without its stack', () => {
    const text = eventText({
      kind: 'unit-failed',
      outcome: outcome('shop', { status: 'failed', error: new TypeError('x is undefined') }),
    })
    expect(text).not.toContain('event-text.test')
    const again = eventOf(text)
    const error = again.kind === 'unit-failed' ? again.outcome.error : null
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(TypelineError)
    expect(error).toMatchObject({ message: 'x is undefined' })
    // That of who reads it would lead nowhere.
    expect(errorText(error)).toMatch(/\nx is undefined\n {4}met by a worker, whose log has the stack$/)
  })

  test('what is no Error, and an end that could not be written, are kept too', () => {
    const unrecorded = new DatabaseError('connection-lost', 'It was lost.')
    const event: EtlEvent = {
      kind: 'unit-failed',
      outcome: outcome('shop', { status: 'failed', error: 'a text', unrecorded }),
    }
    expect(eventOf(eventText(event))).toMatchObject({
      outcome: { error: 'a text', unrecorded: { code: 'connection-lost' } },
    })
  })
})

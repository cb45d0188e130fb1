import { describe, expect, it } from 'vitest'
import { DatabaseError, DefinitionError, LoadError } from '../../loader/errors/index.ts'
import { exitStatuses, type Reason, reasonOfErrors, reasonOfUnits, type UnitResult } from '../../loader/etl/index.ts'
import { outcome, skipped } from './unit-results.ts'

const done = outcome('a')
const warned = outcome('b', { warned: true })
const failed = outcome('c', { status: 'failed', error: new LoadError('too-many-rejects', 'No.') })
const locked = outcome('d', { status: 'failed', error: new LoadError('locked', 'Another run has it.') })
const inUse = outcome('d', { status: 'failed', error: new DatabaseError('file-in-use', 'Open elsewhere.') })
const fenced = outcome('e', { status: 'fenced', error: new LoadError('fenced', 'Taken over.') })
const bug = outcome('f', { status: 'failed', error: new TypeError('x is undefined') })
const cancelled = outcome('g', { status: 'cancelled', error: new LoadError('cancelled', 'Stopped.') })
const notBegun = skipped('h', [])

describe('the exit status of units', () => {
  it.each<[string, readonly UnitResult[], Reason | null, number]>([
    ['none', [], null, 0],
    ['all done', [done, done], null, 0],
    ['all done, although a signal came', [done, done], 'interrupted', 0],
    ['many rejected', [done, warned], null, 3],
    ['locked', [done, locked, skipped('x', ['d'])], null, 5],
    ['file in use', [inUse], null, 5],
    ['locked and many rejected', [warned, locked], null, 5],
    ['failed', [done, failed, skipped('x', ['c'])], null, 1],
    ['failed and locked', [locked, failed, warned], null, 1],
    ['fenced', [fenced], null, 1],
    ['interrupted', [done, cancelled, notBegun], 'interrupted', 130],
    ['terminated', [cancelled], 'terminated', 143],
    ['terminated between units', [done, notBegun], 'terminated', 143],
    ['failed, then interrupted', [failed, notBegun], 'interrupted', 130],
    ['cancelled without a signal', [cancelled], null, 1],
    ['a bug among all', [bug, failed, locked, cancelled], 'interrupted', 70],
  ])('%s', (_, units, stopped, status) => {
    expect(exitStatuses[reasonOfUnits(units, stopped)]).toBe(status)
  })
})

describe('the exit status of what was found before', () => {
  const wrong = new DefinitionError('usage', 'No.')
  const unreachable = new DatabaseError('unreachable', 'No.')
  const file = new DatabaseError('file-in-use', 'Open elsewhere.')
  it.each<[string, readonly unknown[], Reason | null, number]>([
    ['a definition', [wrong], null, 2],
    ['a server', [unreachable], null, 2],
    ['a lock', [file], null, 5],
    ['a lock and a definition', [file, wrong], null, 2],
    ['a selection of nothing', [new DefinitionError('nothing-selected', 'No.')], null, 6],
    ['a selection of nothing and a server', [new DefinitionError('nothing-selected', 'No.'), unreachable], null, 2],
    ['a signal', [new DatabaseError('cancelled', 'Stopped.')], 'terminated', 143],
    ['a bug', [wrong, new TypeError('x')], null, 70],
    ['thrown text', ['x'], 'interrupted', 70],
  ])('%s', (_, errors, stopped, status) => {
    expect(exitStatuses[reasonOfErrors(errors, stopped)]).toBe(status)
  })
})

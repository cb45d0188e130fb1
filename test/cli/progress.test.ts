import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { tellProgress } from '../../loader/cli/progress.ts'
import { openTerminal } from '../../loader/cli/terminal.ts'
import { LoadError } from '../../loader/errors/index.ts'
import type { EtlEvent } from '../../loader/etl/index.ts'
import { outcome, skipped } from '../etl/unit-results.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }))
afterEach(() => void vi.useRealTimers())

function opened(isTTY: boolean, options = { quiet: false, json: false }) {
  const written = { stdout: '', stderr: '' }
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY,
    columns: 60,
    write: (text: string) => {
      written[name] += text
    },
  })
  const terminal = openTerminal({ stdout: stream('stdout'), stderr: stream('stderr') }, options, (text) =>
    text.replaceAll('s3cret', '***'),
  )
  return { written, ...tellProgress(terminal) }
}

const started: EtlEvent = { kind: 'unit-started', unit: 'school', unitKind: 'dimension' }
const far: EtlEvent = {
  kind: 'unit-progress',
  progress: { unit: 'school', phase: 'reading', read: 40_960, sent: 1024 },
}
const finished: EtlEvent = {
  kind: 'unit-finished',
  outcome: outcome('school', { counts: { read: 50_000, new: 49_999, rejected: 1 }, milliseconds: 61_000 }),
}
const failed: EtlEvent = {
  kind: 'unit-failed',
  outcome: outcome('user', { status: 'failed', error: new LoadError('x', 'Not with s3cret.'), milliseconds: 100 }),
}

describe('where nobody looks', () => {
  it('every 30 s a sign of life, a line at each end, errors on stderr', () => {
    const { listener, written } = opened(false)
    listener(started)
    vi.advanceTimersByTime(29_999)
    expect(written).toEqual({ stdout: '', stderr: '' })
    vi.advanceTimersByTime(1)
    listener(far)
    vi.advanceTimersByTime(30_000)
    listener(finished)
    expect(vi.getTimerCount()).toBe(0)
    listener(failed)
    listener({ kind: 'unit-skipped', unit: skipped('sale', ['user']) })
    expect(written.stdout).toBe(
      'school: begun, 30 s\n' +
        'school: reading, 40,960 read, 1,024 sent to the warehouse, 1 min 00 s\n' +
        'school: done in 1 min 01 s: 50,000 read, 49,999 new, 1 rejected\n',
    )
    expect(written.stderr).toBe('user: failed after 0.1 s. Not with ***.\nsale: skipped, since it needs user\n')
  })

  it('several units: a line each', () => {
    const { listener, written } = opened(false)
    listener(started)
    vi.advanceTimersByTime(10_000)
    listener({ ...started, unit: 'user' })
    vi.advanceTimersByTime(20_000)
    listener(finished)
    vi.advanceTimersByTime(30_000)
    listener(failed)
    expect(vi.getTimerCount()).toBe(0)
    expect(written.stdout).toBe(
      'school: begun, 30 s\nuser: begun, 20 s\n' +
        'school: done in 1 min 01 s: 50,000 read, 49,999 new, 1 rejected\nuser: begun, 50 s\n',
    )
  })

  it('--json leaves stdout to the document', () => {
    const { listener, written } = opened(false, { quiet: false, json: true })
    listener(started)
    vi.advanceTimersByTime(30_000)
    for (const event of [finished, failed]) listener(event)
    expect(written).toEqual({ stdout: '', stderr: 'user: failed after 0.1 s. Not with ***.\n' })
  })

  it('--quiet tells errors only', () => {
    const { listener, written } = opened(false, { quiet: true, json: false })
    listener(started)
    vi.advanceTimersByTime(30_000)
    for (const event of [finished, failed]) listener(event)
    expect(written).toEqual({ stdout: '', stderr: 'user: failed after 0.1 s. Not with ***.\n' })
  })
})

describe('on a terminal', () => {
  it('one line, drawn again and taken back before what stays', () => {
    const { listener, written } = opened(true)
    listener(started)
    listener(far)
    vi.advanceTimersByTime(200)
    listener(finished)
    vi.advanceTimersByTime(1000)
    const back = '\r\u001b[K'
    const line = 'school: reading, 40,960 read, 1,024 sent to the warehouse, '.slice(0, 59)
    expect(written.stdout.split(back)).toEqual([
      'school: begun, 0.0 s',
      line,
      line,
      'school: done in 1 min 01 s: 50,000 read, 49,999 new, 1 rejected\n',
    ])
  })

  it('a line for each of several units, all taken back', () => {
    const { listener, written } = opened(true)
    listener(started)
    listener({ ...started, unit: 'user' })
    listener(far)
    vi.advanceTimersByTime(100)
    listener(finished)
    listener(failed)
    const back = '\r\u001b[K'
    const line = 'school: reading, 40,960 read, 1,024 sent to the warehouse, '.slice(0, 59)
    expect(written.stdout.split(back)).toEqual([
      'school: begun, 0.0 s',
      'school: begun, 0.0 s\nuser: begun, 0.0 s',
      `\u001b[A\u001b[K${line}\nuser: begun, 0.1 s`,
      '\u001b[A\u001b[Kschool: done in 1 min 01 s: 50,000 read, 49,999 new, 1 rejected\nuser: begun, 0.1 s',
      '',
    ])
  })

  it('nothing drawn after the end', () => {
    const { listener, written, ...rest } = opened(true)
    listener(started)
    rest[Symbol.dispose]()
    const before = written.stdout
    vi.advanceTimersByTime(60_000)
    expect(written.stdout).toBe(before)
    expect(vi.getTimerCount()).toBe(0)
    expect(before.endsWith('\r\u001b[K')).toBe(true)
  })
})

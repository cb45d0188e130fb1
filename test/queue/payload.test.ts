import { UnrecoverableError } from 'bullmq'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refreshPayload, type UnitPayload, unitPayload, usualFlags } from '../../loader/queue/task/payload.ts'

const common = { version: 1, definitions: 'a'.repeat(64), command: 'run.ts enqueue refresh' } as const
const since = 1_763_600_000_000

const unit: UnitPayload = {
  ...common,
  name: 'shop',
  type: 'dimension',
  of: { run: 12, task: '4d0ab57e-5a4c-4f5c-8f8c-5be0b6b3ad4a' },
  waiting: { for: 'locked', since },
  flags: { ...usualFlags, executionTime: '2026-11-20 01:00:00.000000', lookupMemory: 1_000_000 },
}
const steps = { runDimensions: true, runFacts: false, deleteExistingTables: false }
const refresh = {
  ...common,
  ...steps,
  select: ['+sale', `tag:daily,${'x'.repeat(128)}`],
  exclude: ['tag:slow'],
  flags: usualFlags,
}
const resume = { ...common, resume: 12, waiting: { for: 'definitions', since } }
const scheduled = { schedule: 'nightly' }

const valid = [
  ['a unit of a refresh', unitPayload, unit],
  ['a unit by itself', unitPayload, { ...unit, of: null, waiting: undefined }],
  ['a refresh', refreshPayload, refresh],
  ['a run to be gone on with', refreshPayload, resume],
  ['a time of a schedule', refreshPayload, scheduled],
] as const

/** What a reader makes of the data, as Redis gives them back: itself, or the sentence that refuses it. */
function read(reader: (data: unknown) => unknown, data: unknown): unknown {
  try {
    return reader(data)
  } catch (error) {
    expect(error).toBeInstanceOf(UnrecoverableError)
    return String((error as Error).message)
  }
}

describe('what a task is sent with', () => {
  test.each(valid)('%s is read as it was sent', (_, reader, sent) => {
    expect(reader(JSON.parse(JSON.stringify(sent)))).toEqual(JSON.parse(JSON.stringify(sent)))
  })

  test.each<[string, unknown, RegExp]>([
    [
      'an older version',
      { ...unit, version: 0 },
      /^bad-payload: .* of version 0, this worker knows 1\. Let .* enqueue it again\.$/,
    ],
    ['a newer one', { ...unit, version: 2, more: true }, /^bad-payload: .* of version 2, this worker knows 1/],
    ['a version of 5 MB', { ...unit, version: 'x'.repeat(5e6) }, /^bad-payload: .* are 500\d{4} characters long/],
    [
      '5 MB',
      { ...unit, command: 'x'.repeat(5e6) },
      /^bad-payload: The task's data are 500\d{4} characters long, where names and flags are due\.$/,
    ],
    [
      'a million names',
      { ...refresh, name: Array.from({ length: 5e5 }, () => 'x') },
      /^bad-payload: .* characters long/,
    ],
    ['lists within lists', JSON.parse(`${'['.repeat(1e5)}${']'.repeat(1e5)}`), /^bad-payload: /],
    ['nothing', undefined, /^bad-payload: .* malformed \(/],
    ['NULL', null, /^bad-payload: .* malformed \(/],
    ['a text', 'shop', /^bad-payload: .* malformed \(/],
    ['another hash', { ...unit, definitions: 'abc' }, /malformed \(definitions: .*run\.ts enqueue or tasks/],
    ['no name', { ...unit, name: '' }, /malformed \(name: /],
    ['a kind that is none', { ...unit, type: 'view' }, /malformed \(type: /],
    ['rows', { ...unit, rows: [{ id: 1 }] }, /malformed \(data: .*rows/],
    ['SQL', { ...unit, flags: { ...usualFlags, where: '1 = 1' } }, /malformed \(flags: .*where/],
    ['a run that is no number', { ...unit, of: { run: '1 OR 1=1', task: 'x' } }, /malformed \(of\.run: /],
    ['a run beyond all numbers', { ...unit, of: { run: 2 ** 40, task: 'x' } }, /malformed \(of\.run: /],
    [
      'a time that is none',
      { ...unit, flags: { ...usualFlags, executionTime: 'yesterday' } },
      /malformed \(flags\.executionTime: /,
    ],
    [
      'less memory than none',
      { ...unit, flags: { ...usualFlags, lookupMemory: -1 } },
      /malformed \(flags\.lookupMemory: /,
    ],
  ])('FAULTS 64: %s is refused with a sentence', (_, data, sentence) => {
    expect(read(unitPayload, data)).toMatch(sentence)
    const other = read(refreshPayload, data)
    expect(other).toMatch(/^bad-payload: The task's data .*\.$/s)
    expect(String(other).length).toBeLessThan(1500)
  })

  test('FAULTS 64: whatever becomes of the data on the way, they are read as they are or refused, nothing else', () => {
    const property = fc.property(
      fc.constantFrom(...valid),
      fc.array(drawnChange, { minLength: 1, maxLength: 4 }),
      ([, reader, sent], changes) => {
        const data = changes.reduce<unknown>((before, change) => change(before), JSON.parse(JSON.stringify(sent)))
        const came = JSON.parse(JSON.stringify(data) ?? 'null') as unknown
        const result = read(reader, came)
        if (typeof result === 'string') expect(result).toMatch(/^bad-payload: The task's data .*\.$/s)
        else expect(result).toEqual(came)
        expect(read(reader, came)).toEqual(result)
      },
    )
    fc.assert(property, { numRuns: 2000 })
  })
})

type Change = (data: unknown) => unknown

const words = [
  ...Object.keys(unit),
  ...Object.keys(refresh),
  'resume',
  'schedule',
  'since',
  '__proto__',
  'constructor',
  'toString',
]
const drawnValue = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(0, 1, -1, 1.5, 2 ** 53, 1e308, true, '', 'shop', [], {}, null),
  fc.constantFrom<unknown>(unit, refresh, resume, scheduled, usualFlags, [unit]),
)

/** Anything in place of all of it, a part set, a part left out, or the same one floor deeper. */
const drawnChange: fc.Arbitrary<Change> = fc.oneof(
  drawnValue.map(
    (value): Change =>
      () =>
        value,
  ),
  fc.record({ word: fc.oneof(fc.constantFrom(...words), fc.string()), value: drawnValue }).map(
    ({ word, value }): Change =>
      (data) =>
        isObject(data) ? { ...data, [word]: value } : data,
  ),
  fc.constantFrom(...words).map(
    (word): Change =>
      (data) => {
        if (!isObject(data)) return data
        const { [word]: _gone, ...rest } = data
        return rest
      },
  ),
  fc
    .record({
      word: fc.constantFrom('flags', 'of', 'waiting', 'select'),
      value: drawnValue,
      at: fc.constantFrom(...words, '0', 'run'),
    })
    .map(
      ({ word, value, at }): Change =>
        (data) => {
          const inner = isObject(data) ? data[word] : undefined
          return isObject(data) && isObject(inner) ? { ...data, [word]: { ...inner, [at]: value } } : data
        },
    ),
)

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { executeCommand } from '../../loader/cli/execute-command.ts'
import { parseArguments } from '../../loader/cli/parse-arguments.ts'
import { redaction } from '../../loader/cli/redaction.ts'
import { openTerminal } from '../../loader/cli/terminal.ts'
import { units, warehouse } from '../../loader/index.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { redisDatabase, type TestDatabase } from '../servers/index.ts'
import { brand, day, school } from '../typing/star.ts'

const common = { config: null, json: false, quiet: false, logLevel: null }

describe('its words', () => {
  test.each([
    ['schedule ls', { action: 'ls', name: null }],
    ['schedule sync --json', { action: 'sync', name: null, json: true }],
    ['schedule trigger nightly', { action: 'trigger', name: 'nightly' }],
  ])('%s', (line, expected) => {
    expect(parseArguments(line.split(' '))).toEqual({ verb: 'schedule', ...common, ...expected })
  })

  test.each([
    ['schedule', 'The verb schedule lacks its action.'],
    ['schedule list', 'The action of schedule is ls, sync, pause, resume, trigger, not "list".'],
    ['schedule pause', "schedule pause lacks the schedule's name."],
    ['schedule ls nightly', '"nightly" stands behind schedule ls, where nothing is expected.'],
  ])('%s is refused', (line, words) => {
    expect(() => parseArguments(line.split(' '))).toThrow(words)
  })
})

describeRedis('what it says and does', () => {
  let database: TestDatabase
  let folder: string

  beforeAll(async () => {
    database = await redisDatabase()
    folder = mkdtempSync(join(tmpdir(), 'typeline-schedule-'))
  })

  afterAll(async () => {
    await database[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  })

  /** What is printed, and the document; a date of the year to come as its form. */
  async function told(line: string): Promise<{ readonly text: string; readonly document: object }> {
    const config = warehouse({
      sources: { marketplace: 'duckdb:./m.duckdb' },
      warehouse: 'duckdb::memory:',
      redis: database.url,
      log: { directory: folder },
      dimensions: units({ day, school, brand }),
      facts: units({}),
      schedules: {
        nightly: { cron: '30 2 * * *', zone: 'Europe/Berlin' },
        yearly: { cron: '0 3 1 1 *', zone: 'UTC', select: ['+brand', 'date'], exclude: 'school' },
      },
    })
    let text = ''
    const stdout = { write: (more: string) => (text += more) }
    const secrets = redaction()
    const terminal = openTerminal({ stdout, stderr: stdout }, { quiet: false, json: false }, secrets.hide)
    const command = parseArguments(line.split(' '))
    if (command.verb === 'help') throw new Error('No command.')
    const signals = { signal: new AbortController().signal, stopped: null, [Symbol.dispose]: () => {} }
    const bugs = { log: () => {}, [Symbol.dispose]: () => {} }
    const end = await executeCommand(command, { config, words: line, terminal, signals, secrets, bugs })
    expect(end.reason).toBe('done')
    return {
      text: text.replaceAll(/\d{4}-\d\d-\d\d(?= 0[01]:30)/g, 'NIGHT').replaceAll(/20\d\d-01-01/g, 'YEAR'),
      document: end.document,
    }
  }

  test('the schedules from their setting to a refresh by hand', async () => {
    expect((await told('schedule ls')).text).toMatch(
      /nightly is not in Redis yet: .*\nyearly is not .*\nThe next start of a worker/,
    )
    expect(await told('schedule sync')).toEqual({
      text: 'nightly: added\nyearly: added\n',
      document: { added: ['nightly', 'yearly'], changed: [], removed: [], mended: [] },
    })
    expect((await told('schedule sync')).text).toBe('Redis has the schedules as configured; nothing to do.\n')
    expect((await told('schedule pause yearly')).text).toMatch(
      /^yearly is paused: .* run\.ts schedule resume yearly\n$/,
    )
    expect((await told('schedule pause yearly')).text).toMatch(/^yearly was paused already/)
    const { document } = await told('schedule trigger nightly')
    expect(document).toEqual({ schedule: 'nightly', task: expect.stringMatching(/^trigger:nightly:/) })

    const listed = await told('schedule ls')
    expect(listed.text.split('\n').map((line) => line.trimEnd())).toEqual([
      expect.stringMatching(/^schedule +cron +zone +loads +next \(UTC\) +last \(UTC\)$/),
      expect.stringMatching(/^nightly +30 2 \* \* \* +Europe\/Berlin +all +NIGHT 0[01]:30 +- +waiting, by hand$/),
      expect.stringMatching(
        /^yearly +0 3 1 1 \* +UTC +\+brand date, not school +- +- +paused since \d{4}-\d\d-\d\d \d\d:\d\d$/,
      ),
      '',
    ])
    expect(listed.document).toMatchObject({
      schedules: [
        {
          name: 'nightly',
          cron: '30 2 * * *',
          zone: 'Europe/Berlin',
          paused: null,
          inRedis: 'as configured',
          last: { status: 'waiting' },
        },
        { name: 'yearly', select: ['+brand', 'date'], exclude: ['school'], next: null, paused: expect.any(String) },
      ],
    })
    expect((await told('schedule resume yearly')).text).toBe('yearly goes on with its next time.\n')
    expect((await told('schedule resume yearly')).text).toBe('yearly was not paused.\n')
    expect((await told('schedule ls')).text).toMatch(/^yearly .* YEAR 03:00 /m)
  })

  test('a name that there is not', async () => {
    await expect(told('schedule trigger nightli')).rejects.toMatchObject({
      name: 'DefinitionError',
      code: 'unknown-schedule',
    })
  })
})

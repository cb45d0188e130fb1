import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLogFile } from '../../loader/cli/log-file.ts'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'typeline-log-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const now = new Date('2026-03-10T12:00:00Z')

function write(line: string, at = now): void {
  using file = openLogFile({ directory, keepDays: 30, now: at })
  file.write(`${line}\n`)
  utimesSync(file.path, at, at)
}

const files = () =>
  Object.fromEntries(readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'utf8')]))

describe('the log file', () => {
  it('takes the lines of a day, one start after the other', () => {
    write('first')
    write('second')
    expect(files()).toEqual({ 'run.log': 'first\nsecond\n' })
  })

  it('is put away under its day when a later one begins, beside what is there', () => {
    write('monday', new Date('2026-03-08T23:59:59Z'))
    write('tuesday', new Date('2026-03-09T00:00:00Z'))
    writeFileSync(join(directory, 'run-2026-03-09.log'), 'another\n')
    write('today')
    expect(files()).toEqual({
      'run-2026-03-08.log': 'monday\n',
      'run-2026-03-09.log': 'another\n',
      'run-2026-03-09.1.log': 'tuesday\n',
      'run.log': 'today\n',
    })
  })

  it('removes what was put away too long ago, and nothing else', () => {
    const names = ['run-2026-02-08.log', 'run-2026-02-07.log', 'run-2026-02-07.3.log', 'run-old.log', 'notes.txt']
    for (const name of names) writeFileSync(join(directory, name), '')
    write('today')
    expect(Object.keys(files()).sort()).toEqual(['notes.txt', 'run-2026-02-08.log', 'run-old.log', 'run.log'])
  })

  it('says where it cannot be written', () => {
    const inFile = join(directory, 'file')
    writeFileSync(inFile, '')
    expect(() => openLogFile({ directory: inFile, keepDays: 1, now })).toThrow(
      expect.objectContaining({ code: 'log-directory', message: expect.stringContaining(join(inFile, 'run.log')) }),
    )
  })
})

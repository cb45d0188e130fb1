import { expect, it } from 'vitest'
import { logEvents, openLogger } from '../../loader/cli/log-events.ts'
import { DatabaseError, LoadError } from '../../loader/errors/index.ts'
import { runFields } from '../../loader/etl/report/run-fields.ts'
import { endLine } from '../../loader/etl/report/unit-line.ts'
import { outcome } from '../etl/unit-results.ts'

it('a failure that could not be written down is in the log, on the terminal and in --json, with both errors', () => {
  const failed = outcome('user', {
    status: 'failed',
    error: new LoadError('shrunken', 'It shrank.'),
    unrecorded: new DatabaseError('unreachable', 'The warehouse is gone.', { cause: new Error('socket') }),
  })
  const lines: string[] = []
  logEvents(
    openLogger(
      'info',
      (line) => lines.push(line),
      (text) => text,
    ),
  )({ kind: 'unit-failed', outcome: failed })
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    {
      level: 'error',
      unit: 'user',
      err: { code: 'shrunken', message: 'It shrank.' },
      unrecorded: { code: 'unreachable', message: 'The warehouse is gone.', cause: { message: 'socket' } },
    },
  ])
  expect(endLine(failed)).toBe(
    'user: failed after 0.0 s. It shrank.\n  not written to etl_unit_run: The warehouse is gone.\n  because: socket',
  )
  const { units } = runFields({ run: { id: 1, executionTime: '' }, units: [failed], milliseconds: 0 })
  expect(units).toMatchObject([{ error: { code: 'shrunken' }, unrecorded: { code: 'unreachable' } }])
})

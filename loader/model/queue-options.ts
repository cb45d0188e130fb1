import { DefinitionError } from '../errors/index.ts'
import { type Duration, durationSeconds } from './duration.ts'
import { knownOptions } from './known-options.ts'
import type { QueueShape } from './shapes.ts'

/** How units are loaded as tasks of a queue; all optional. */
export interface QueueOptions {
  /** Begins the names of all that the queue keeps in Redis: warehouses that share a Redis need one each. Default: 'typeline'. */
  readonly name?: string
  /** A worker that has not been heard of for so long has lost its tasks, and others take them. Default: '30 seconds'. */
  readonly silence?: Duration
  /** A task that takes longer is stopped, its statement on the server too, and has failed. Default: '6 hours'. */
  readonly timeLimit?: Duration
  /** How often a task is tried in all where it meets errors that pass by themselves; after some 2, 4, 8 … seconds, so that the default of 7 outlives a server that is away for two minutes. */
  readonly attempts?: number
}

/** Throws DefinitionError 'unknown-option', 'bad-option'. */
export function queueShape(options: QueueOptions = {}): QueueShape {
  knownOptions('warehouse, queue', options, ['name', 'silence', 'timeLimit', 'attempts'])
  const { name = 'typeline', silence = '30 seconds', timeLimit = '6 hours', attempts = 7 } = options
  // BullMQ keeps ':' for its own keys.
  if (!/^[a-z0-9][a-z0-9_-]{0,63}$/i.test(name))
    throw bad('name', name, 'letters, digits, - and _ alone, at most 64, such as "typeline"')
  if (!Number.isSafeInteger(attempts) || attempts < 1) throw bad('attempts', attempts, 'a whole number from 1 on')
  return Object.freeze({
    name,
    silence: seconds('silence', silence),
    timeLimit: seconds('timeLimit', timeLimit),
    attempts,
  })
}

function seconds(option: string, text: string): number {
  const value = durationSeconds(text)
  if (value === null || value === 0) throw bad(option, text, "a length of time such as '30 seconds' or '6 hours'")
  return value
}

function bad(option: string, value: unknown, what: string): DefinitionError {
  return new DefinitionError(
    'bad-option',
    `warehouse, queue: ${option} is ${JSON.stringify(value)}, and must be ${what}.`,
  )
}

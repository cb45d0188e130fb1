import { writeSync } from 'node:fs'
import type { Engine, Session } from './session.ts'

/** Set by tests alone: `place`, `place#n` for the nth time it is passed, `place#n SIGSTOP`; `?` tells each place on stderr and ends nothing. */
const fault = process.env['TYPELINE_FAULT']
const [, wanted, nth = '1', signal = 'SIGKILL'] = /^([^# ]+)(?:#(\d+))?(?: (\w+))?$/.exec(fault ?? '') ?? []
const root = new URL('..', import.meta.url).href
let reached = 0

/**
 * Lets each call to the database pass a point when it has its answer: a named step at which TYPELINE_FAULT ends the process as a power cut would, with
 * SIGKILL. A point's name is the place of the call in the code (`log/token.ts:17`), so that no call is without one. Without TYPELINE_FAULT the engine
 * is given back as it is.
 */
export function withFaultPoints(engine: Engine): Engine {
  return fault === undefined ? engine : passing(engine)
}

/** The same engine or session, whose methods pass a point. */
function passing<T extends object>(target: T): T {
  return new Proxy(target, {
    get(_, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      // No bound function: V8's `await using` takes it for none.
      if (typeof name === 'symbol') return () => member.apply(target)
      return (...args: readonly unknown[]) => {
        const place = caller()
        const given: unknown = member.apply(target, args)
        return isStream(given) ? streamed(given, place) : answered(given as Promise<unknown>, place)
      }
    },
  })
}

async function answered(given: Promise<unknown>, place: string): Promise<unknown> {
  try {
    const answer = await given
    return isSession(answer) ? passing(answer) : answer
  } finally {
    pass(place)
  }
}

async function* streamed(batches: AsyncIterable<unknown>, place: string): AsyncGenerator<unknown, void, undefined> {
  try {
    for await (const batch of batches) {
      pass(place)
      yield batch
    }
  } finally {
    pass(place)
  }
}

function isStream(given: unknown): given is AsyncIterable<unknown> {
  return typeof given === 'object' && given !== null && Symbol.asyncIterator in given
}

function isSession(answer: unknown): answer is Session {
  return typeof answer === 'object' && answer !== null && 'tryLock' in answer
}

/** Path from `loader/` and line of the call that is being made. */
function caller(): string {
  const line = new Error().stack?.split('\n')[3] ?? ''
  const [, place = line.trim()] = /(file:[^)]+):\d+\)?$/.exec(line) ?? []
  return place.replace(root, '')
}

function pass(place: string): void {
  if (fault === '?') writeSync(2, `${place}\n`)
  if (place !== wanted) return
  reached += 1
  if (reached === Number(nth)) process.kill(process.pid, signal)
}

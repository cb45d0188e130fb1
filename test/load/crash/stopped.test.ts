import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { openEngine } from '../../../loader/engine/index.ts'
import { engines, type TestDatabase } from '../../servers/index.ts'
import { inRun } from './load-units.ts'
import { coursePassed, startChild } from './process.ts'
import { memberAndSale as scenario } from './scenarios.ts'
import { type Star, starOf } from './star-of.ts'

const folder = '.'
const starAt = ({ url }: TestDatabase) => starOf(url, scenario.units(folder))

/** A process that stops (SIGSTOP) at its nth place of those that match; it is woken when `wake` is called, killed if it is not. */
async function stoppedAt(database: TestDatabase, fault: string) {
  const child = startChild(scenario, { url: database.url, folder }, `${fault} SIGSTOP`)
  const ended = once(child, 'close')
  const said = Promise.all([text(child.stdout), text(child.stderr)])
  while (!stateOf(child.pid).startsWith('T')) {
    if (child.exitCode !== null) throw new Error(`It did not stop at ${fault}: ${await said}`)
    await sleep(20)
  }
  return {
    async wake(): Promise<string> {
      child.kill('SIGCONT')
      await ended
      return (await said).join('')
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** A letter; T: stopped. */
function stateOf(pid: number | undefined): string {
  const path = `/proc/${pid}/stat`
  // Behind the name, which may hold anything but ends with the last parenthesis.
  if (existsSync('/proc/self/stat'))
    return existsSync(path) ? (readFileSync(path, 'utf8').split(') ').at(-1) ?? '') : ''
  return execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).trim()
}

/** What the server does by itself when a lock's connection was silent for 60 s. */
async function endLocks(database: TestDatabase, { keepOthers = false } = {}): Promise<void> {
  await using engine = await openEngine(database.url)
  await using session = await engine.connect()
  for (const [connections] of await session.query('SELECT connections FROM etl_lock WHERE connections IS NOT NULL')) {
    const [lock] = JSON.parse(String(connections)) as readonly string[]
    if (lock !== undefined) await session.kill(lock)
  }
  // Whoever takes over ends the other connections that it is told of.
  if (keepOthers) await session.execute('UPDATE etl_lock SET connections = NULL')
}

/** `place#n` of the call after which the first of these is made, or of that call itself. */
function faultAt(course: readonly string[], place: RegExp, which: 'before' | 'after'): string {
  const found = course.findIndex((one) => place.test(one))
  const at = which === 'after' ? found : found - 1
  const name = course[at]
  if (found < 1 || name === undefined) throw new Error(`Nothing passes ${place}.`)
  return `${name}#${course.slice(0, at + 1).filter((one) => one === name).length}`
}

describe.each(engines)('a process stopped, and woken after another took over ($name)', ({ name, database }) => {
  let clean: Star
  let course: readonly string[]
  beforeAll(async () => {
    await using own = await database()
    await scenario.before(own.url, folder)
    course = (await coursePassed(scenario, { url: own.url, folder })).filter((line) => !line.startsWith('step '))
    clean = await starAt(own)
  })

  type Phase = readonly [phase: string, place: RegExp, which: 'before' | 'after']
  const phases: readonly Phase[] = [
    ['work', /^load\/fact\/load-batches/, 'after'],
    ["a dimension's publishing", /^load\/dimension\/publish-dimension/, 'after'],
    ...(name === 'mysql'
      ? ([
          ['front of the swap', /^load\/star\/swap/, 'before'],
          ['front of the marker of the swap', /^load\/star\/swap/, 'after'],
        ] satisfies readonly Phase[])
      : ([['the swap', /^load\/fact\/publish-fact/, 'after']] satisfies readonly Phase[])),
  ]

  if (name === 'duckdb') {
    it('keeps the file to itself meanwhile, and goes on', async () => {
      await using own = await database()
      await scenario.before(own.url, folder)
      await using stopped = await stoppedAt(own, faultAt(course, /^load\/fact\/load-batches/, 'after'))
      await expect(openEngine(own.url).then((engine) => engine.connect())).rejects.toMatchObject({
        code: 'file-in-use',
      })
      expect(await stopped.wake()).toBe('done\n')
      expect(await starAt(own)).toEqual(clean)
    })
    return
  }

  it.each(phases)('in %s: fenced, nothing of it comes late', async (...[, place, which]) => {
    await using own = await database()
    await scenario.before(own.url, folder)
    await using stopped = await stoppedAt(own, faultAt(course, place, which))
    await endLocks(own)
    await inRun(own.url, scenario.executionTime, scenario.steps(own.url, folder))
    expect(await starAt(own)).toEqual(clean)
    expect(await stopped.wake()).toMatch(/\bfenced\b/)
    expect(await starAt(own)).toEqual(clean)
  })

  it.runIf(name === 'mysql')(
    'whose connection nobody could end: its swap finds its shadow gone and fails whole',
    async () => {
      await using own = await database()
      await scenario.before(own.url, folder)
      await using stopped = await stoppedAt(own, faultAt(course, /^load\/star\/swap/, 'before'))
      await endLocks(own, { keepOthers: true })
      await inRun(own.url, scenario.executionTime, scenario.steps(own.url, folder))
      expect(await stopped.wake()).toMatch(/sale__\d+' doesn't exist/)
      expect(await starAt(own)).toEqual(clean)
    },
  )

  it('that has its lock still is waited for: of two on one unit the second is refused', async () => {
    await using own = await database()
    await scenario.before(own.url, folder)
    await using stopped = await stoppedAt(own, faultAt(course, /^load\/fact\/load-batches/, 'after'))
    const second = inRun(own.url, scenario.executionTime, scenario.steps(own.url, folder).slice(1))
    await expect(second).rejects.toMatchObject({ message: 'sale failed', cause: { code: 'locked' } })
    expect(await stopped.wake()).toBe('done\n')
    expect(await starAt(own)).toEqual(clean)
  })
})

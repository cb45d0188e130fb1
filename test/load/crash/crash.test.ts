import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEngine } from '../../../loader/engine/index.ts'
import { engines, type TestDatabase, type TestEngine } from '../../servers/index.ts'
import { type Course, chooseKills, covers, faultOf, type Kill } from './choose-kills.ts'
import { inRun } from './load-units.ts'
import { callPlaces } from './places.ts'
import { beforeSteps, placesPassed, runInChild } from './process.ts'
import { scenarios } from './scenarios.ts'
import { type Star, starOf } from './star-of.ts'

/** `npm test` kills where rows become visible, `npm run test:crash` at each place besides, `npm run test:crash:all` at each on every engine. */
const { TYPELINE_CRASH = 'published' } = process.env
const cover = covers.find((one) => one === TYPELINE_CRASH)
if (cover === undefined) throw new Error(`TYPELINE_CRASH=${TYPELINE_CRASH}: give one of ${covers.join(', ')}.`)

/** Some calls are made to one kind of server alone. */
const here = engines.length === 3
const folder = mkdtempSync(join(tmpdir(), 'typeline-crash-'))
const runs = engines.flatMap((engine) =>
  scenarios
    .filter((scenario) => scenario.engines.includes(engine.name))
    .filter(({ only }) => cover !== 'published' || only === undefined)
    .filter(({ only = engine.name }) => cover === 'all' || !here || only === engine.name)
    .map((scenario) => ({ name: `${scenario.name} on ${engine.name}`, engine, scenario })),
)
type Run = (typeof runs)[number]

const clean = new Map<string, Star>()
let kills: ReadonlyMap<string, readonly Kill[]> = new Map()
const killed = new Set<string>()

/** In front of what is to be killed. */
async function stand({ engine, scenario }: Run): Promise<TestDatabase & { readonly folder: string }> {
  await using stack = new AsyncDisposableStack()
  const { url } = stack.use(await engine.database())
  await scenario.before(url, folder)
  const kept = stack.move()
  return { url, folder, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

beforeAll(async () => {
  await using engine = await openEngine('duckdb::memory:')
  await using session = await engine.connect()
  await session.execute(
    `COPY (SELECT 1 AS id, 'one' AS name, 'x' AS area) TO '${join(folder, 'place.parquet')}' (FORMAT parquet)`,
  )
  const courses: (Course & { readonly run: string })[] = []
  const record = async (run: Run): Promise<void> => {
    const { engine, scenario } = run
    await using own = await stand(run)
    const passed = await placesPassed(scenario, own)
    courses.push({ run: run.name, engine: engine.name, scenario: scenario.name, passed })
    clean.set(run.name, await starOf(own.url, scenario.units(folder)))
  }
  const recordAll = async (engine: TestEngine): Promise<void> => {
    for (const run of runs) if (run.engine === engine) await record(run)
  }
  await Promise.all(engines.map(recordAll))
  courses.sort((a, b) => (a.run < b.run ? -1 : 1))
  const chosen = chooseKills(courses, cover)
  kills = new Map(courses.map((course) => [course.run, chosen.get(course) ?? []]))
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Makes the run to its end and compares what stands there then. */
async function completed({ scenario }: Run, { url }: TestDatabase): Promise<Star> {
  await inRun(url, scenario.executionTime, scenario.steps(url, folder))
  return await starOf(url, scenario.units(folder))
}

describe.concurrent('SIGKILL, then the same again', () => {
  it.for(runs)('$name', { timeout: 1_800_000 }, async (run, { expect }) => {
    const course = kills.get(run.name) ?? []
    for (let done = 0; done < course.length; ) {
      await using own = await stand(run)
      const chain = await killInTurn(run, own, course.slice(done))
      done += chain.length
      const told = `killed at ${chain.map(({ place }) => place).join(', ')}`
      expect(chain, `${course[done]?.place} was not reached`).not.toEqual([])
      expect(await completed(run, own), told).toEqual(clean.get(run.name))
    }
  })
})

/**
 * Each process takes up what the one before left behind, from the step on in which that was killed. Gives the kills that came about, up to the first that a process
 * which takes something up does not reach: another chain begins with that one.
 */
async function killInTurn({ scenario }: Run, own: TestDatabase, course: readonly Kill[]): Promise<readonly Kill[]> {
  let first = beforeSteps
  for (const [at, kill] of course.entries()) {
    const { signal, stderr } = await runInChild(scenario, { ...own, folder }, faultOf(kill, first), first)
    expect(stderr, kill.place).toBe('')
    if (signal !== 'SIGKILL') return course.slice(0, at)
    killed.add(kill.place)
    first = kill.step
  }
  return course
}

it.skipIf(cover === 'published')('every call to the database of loader/log and loader/load was killed at', () => {
  expect([...killed].sort()).toEqual(callPlaces().filter((place) => here || killed.has(place)))
})

it('no two calls are on one line, so that each is a point of its own', () => {
  const places = callPlaces()
  expect(places.filter((place, at) => places.indexOf(place) !== at)).toEqual([])
})

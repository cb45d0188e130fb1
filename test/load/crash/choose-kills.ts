import type { EngineName } from '../../servers/index.ts'
import { beforeSteps, type Passed } from './process.ts'

/** Where a scenario passes which places on one engine. */
export interface Course {
  readonly engine: EngineName
  readonly scenario: string
  readonly passed: Passed
}

/** One kill: at a place in a step of a scenario, when the process has passed it some times in this step. */
export interface Kill {
  readonly place: string
  readonly step: number
  readonly before: number
  /** How often each step passes it. */
  readonly times: ReadonlyMap<number, number>
}

/** TYPELINE_FAULT for a process that begins with this step, if its way is that of one that was never killed. */
export function faultOf({ place, step, before, times }: Kill, first: number): string {
  let passed = before
  for (const [one, count] of times) if (one < step && (one >= first || one === beforeSteps)) passed += count
  return `${place}#${passed + 1}`
}

/** How much is killed at: where rows become visible, on every engine; besides, each place on one engine; each place on every engine. */
export const covers = ['published', 'each', 'all'] as const
export type Cover = (typeof covers)[number]

/** Calls between work and readers. */
const onEveryEngine = /^(load\/(fact|dimension)\/publish|load\/star\/swap|log\/marker)/

/**
 * The kills of each course, in the order in which they are reached. `all`: each course is killed at each place that it passes; `each`: each place is killed at in
 * one course, the courses taking turns, so that every engine has its share.
 */
export function chooseKills(courses: readonly Course[], cover: Cover): ReadonlyMap<Course, readonly Kill[]> {
  const places = [...new Set(courses.flatMap(({ passed }) => [...passed.keys()]))].sort()
  const chosen = new Map<Course, Kill[]>(courses.map((course) => [course, []]))
  for (const [turn, place] of places.entries()) {
    const passing = courses.filter(({ passed }) => passed.has(place))
    const perEngine = [...Map.groupBy(passing, ({ engine }) => engine).values()]
    const once = onEveryEngine.test(place) ? perEngine : cover === 'each' ? [passing] : []
    const groups = cover === 'all' ? passing.map((course) => [course]) : once
    for (const group of groups) {
      const course = group[turn % group.length]
      if (course !== undefined) chosen.get(course)?.push(killAt(place, course.passed, turn))
    }
  }
  for (const [{ passed }, kills] of chosen) {
    const order = new Map([...passed.keys()].map((place, at) => [place, at]))
    kills.sort((a, b) => a.step - b.step || (order.get(a.place) ?? 0) - (order.get(b.place) ?? 0))
  }
  return chosen
}

/** In one of the steps that pass it, half way: a place that several batches pass is not always killed at in the first. */
function killAt(place: string, passed: Passed, turn: number): Kill {
  const times = passed.get(place) ?? new Map<number, number>()
  const [step = 0, count = 1] = [...times][turn % times.size] ?? []
  return { place, step, before: count >> 1, times }
}

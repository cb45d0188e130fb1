import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Scenario } from './scenarios.ts'

export interface Ended {
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
}

/** Where a scenario runs. */
export interface Stand {
  readonly url: string
  readonly folder: string
}

const child = fileURLToPath(new URL('./child.ts', import.meta.url))
// Most of a short child's time is the reading of TypeScript; the cache goes with node_modules.
const compiled = fileURLToPath(new URL('../../../node_modules/.cache/typeline-tests', import.meta.url))

/** Makes the scenario's run in a process of its own that tests signal. */
export function startChild(
  { name }: Scenario,
  { url, folder }: Stand,
  fault: string,
): ChildProcessByStdio<null, Readable, Readable> {
  const env = { ...process.env, TYPELINE_FAULT: fault, NODE_COMPILE_CACHE: compiled }
  return spawn(process.execPath, [child, name, url, folder], { env, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Makes the scenario's run, from one of its steps on, in a process of its own with this TYPELINE_FAULT. */
export function runInChild({ name }: Scenario, { url, folder }: Stand, fault: string, first = 0): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { ...process.env, TYPELINE_FAULT: fault, NODE_COMPILE_CACHE: compiled }
    const args = [child, name, url, folder, String(Math.max(first, 0))]
    execFile(process.execPath, args, { env, maxBuffer: 1e8 }, (error, stdout, stderr) =>
      resolve({ signal: error?.signal ?? null, stdout, stderr }),
    )
  })
}

/** Every place that the scenario passes, in order, as often as it does. */
export async function coursePassed(scenario: Scenario, stand: Stand): Promise<readonly string[]> {
  const { stdout, stderr } = await runInChild(scenario, stand, '?')
  if (stdout !== 'done\n') throw new Error(`${scenario.name} did not come to its end: ${stdout}${stderr.slice(-3000)}`)
  return stderr.split('\n').filter((line) => line.startsWith('step ') || placeOf.test(line))
}

const placeOf = /^(log|load|engine)\//

/** Stands for what a run does before its first step. */
export const beforeSteps = -1

/** A place and how often each step passes it. */
export type Passed = ReadonlyMap<string, ReadonlyMap<number, number>>

/** The places that the scenario passes on its way to its end, in the order in which they are passed first. */
export async function placesPassed(scenario: Scenario, stand: Stand): Promise<Passed> {
  const passed = new Map<string, Map<number, number>>()
  let step = beforeSteps
  for (const line of await coursePassed(scenario, stand)) {
    if (line.startsWith('step ')) step = Number(line.slice(5))
    else {
      const steps = passed.get(line) ?? new Map<number, number>()
      passed.set(line, steps.set(step, (steps.get(step) ?? 0) + 1))
    }
  }
  return passed
}

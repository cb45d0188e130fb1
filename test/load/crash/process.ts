import { execFile } from 'node:child_process'
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

/** Stands for what a run does before its first step. */
export const beforeSteps = -1

/** A place and how often each step passes it. */
export type Passed = ReadonlyMap<string, ReadonlyMap<number, number>>

/** The places that the scenario passes on its way to its end, in the order in which they are passed first. */
export async function placesPassed(scenario: Scenario, stand: Stand): Promise<Passed> {
  const { stdout, stderr } = await runInChild(scenario, stand, '?')
  if (stdout !== 'done\n') throw new Error(`${scenario.name} did not come to its end: ${stdout}${stderr.slice(-3000)}`)
  const passed = new Map<string, Map<number, number>>()
  let step = beforeSteps
  for (const line of stderr.split('\n')) {
    if (line.startsWith('step ')) step = Number(line.slice(5))
    else if (/^(log|load|engine)\//.test(line)) {
      const steps = passed.get(line) ?? new Map<number, number>()
      passed.set(line, steps.set(step, (steps.get(step) ?? 0) + 1))
    }
  }
  return passed
}

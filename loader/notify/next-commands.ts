import { TypelineError } from '../errors/index.ts'
import type { RunResult } from '../etl/index.ts'

/** What to type next, the most useful first, each with what it is for; empty: nothing is left to do. */
export function nextCommands({ run, units }: RunResult): readonly (readonly [command: string, purpose: string])[] {
  const rejected = units.some((unit) => unit.status !== 'skipped' && unit.counts.rejected > 0)
  const missing = units.filter((unit) => unit.status !== 'done').map((unit) => unit.unit)
  const locked = units.filter((unit) => unit.status === 'failed' && isLocked(unit.error)).map((unit) => unit.unit)
  return [
    ...(rejected ? [[`run.ts rejects show --run ${run.id}`, 'the rows that were left out, and why'] as const] : []),
    ...locked.map((unit) => [`run.ts unlock ${unit}`, 'who has it'] as const),
    ...(missing.length === 0
      ? []
      : [
          [
            `run.ts --run_dimensions --run_facts --select ${missing.join(' ')}`,
            'loads what is missing, once its cause is gone',
          ] as const,
        ]),
  ]
}

function isLocked(error: unknown): boolean {
  return error instanceof TypelineError && error.code === 'locked'
}

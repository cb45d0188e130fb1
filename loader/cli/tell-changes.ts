import type { UnitChanges } from '../etl/index.ts'
import { isDestructive, type Step } from '../load/index.ts'

/** What changes in a unit's table, each step with its statements. */
export function changeLines({ unit, table, steps, obstacles, unfinished }: UnitChanges): string {
  if (steps.length + obstacles.length + unfinished.length === 0) return `${unit}: ${table} is as defined`
  const lines = [`${unit}: ${table}`]
  for (const { runId, step } of unfinished)
    lines.push(`  ! run ${runId} began and no end of it is known: ${step}. What is left of it follows.`)
  for (const step of steps) {
    lines.push(
      `  ${isDestructive(step) ? '!' : '+'} ${step.sentence}${isDestructive(step) ? ' (needs --allow-destructive)' : ''}`,
    )
    for (const text of statements(step)) lines.push(`      ${text}`)
  }
  for (const sentence of obstacles) lines.push(`  x ${sentence}`)
  return lines.join('\n')
}

/** The same for `--json`. */
export function changeFields({ unit, table, steps, obstacles, unfinished }: UnitChanges): object {
  return {
    name: unit,
    table,
    steps: steps.map((step) => ({
      kind: step.kind,
      step: step.sentence,
      destructive: isDestructive(step),
      statements: statements(step),
    })),
    obstacles,
    unfinished: unfinished.map(({ runId, step, statement }) => ({ run_id: runId, step, statement })),
  }
}

function statements(step: Step): readonly string[] {
  return step.statements.map(({ sql, params }) => (params.length === 0 ? sql : `${sql} -- ${JSON.stringify(params)}`))
}

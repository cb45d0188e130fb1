import { align, count, type EtlEvent } from '../etl/index.ts'
import { hiddenFields } from './hidden-fields.ts'
import { namedFew } from './named-few.ts'
import type { Notice } from './notice.ts'
import { longestText } from './notice-size.ts'
import { cut, lines } from './plain-text.ts'
import type { Teller } from './teller.ts'

/** Of the start of a run: its execution time and the units to be loaded. */
export function startedNotice(event: EtlEvent & { readonly kind: 'run-started' }, teller: Teller): Notice {
  const { run, units } = event
  const facts = align(
    [
      ['Warehouse', teller.place],
      ['Execution time', `${run.executionTime} UTC`],
      ['Loaded by', `${teller.host}, process ${process.pid}`],
      ['Log', teller.log],
    ],
    new Set(),
  )
  const body = `${facts}\n\nTo be loaded:\n${units.map((unit) => `  ${unit}`).join('\n')}`
  return {
    event: 'run-started',
    failed: false,
    headline: `run ${run.id} began: ${count(units.length)} ${units.length === 1 ? 'unit' : 'units'}`,
    body: cut(lines(teller.hide(body)), longestText, teller.log),
    brief: teller.hide(namedFew(units)),
    fields: hiddenFields(
      { run_id: run.id, execution_time: run.executionTime, units },
      teller,
      1000,
    ) as Notice['fields'],
    about: `the start of run ${run.id}`,
  }
}

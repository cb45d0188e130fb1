import {
  align,
  duration,
  endLine,
  errorText,
  exitStatuses,
  type RunResult,
  reasonOfRun,
  runFields,
  summary,
} from '../etl/index.ts'
import { headline } from './headline.ts'
import { hiddenFields } from './hidden-fields.ts'
import { nextCommands } from './next-commands.ts'
import type { Notice } from './notice.ts'
import { errorRoom, longestBrief, longestText } from './notice-size.ts'
import { cut, lines, oneLine } from './plain-text.ts'
import type { Teller } from './teller.ts'

/** Of the end of a run: how it ended, the numbers of each unit, what failed and what was skipped for it, what to type next. */
export function finishedNotice(result: RunResult, teller: Teller): Notice {
  const { run, units, unrecorded } = result
  const reason = reasonOfRun(result, teller.stopped())
  const unfinished = units.filter((unit) => unit.status !== 'done')
  const room = errorRoom(unfinished.length)
  const tell = (text: string) => cut(lines(teller.hide(text)), room, teller.log)
  const failures = [
    ...unfinished.map((unit) => tell(endLine(unit))),
    ...(unrecorded === undefined ? [] : [tell(`The end of run ${run.id} is not in etl_run. ${errorText(unrecorded)}`)]),
  ]
  const next = nextCommands(result)
  const facts = [
    ['Warehouse', teller.place],
    ['Execution time', `${run.executionTime} UTC`],
    ['Took', duration(result.milliseconds)],
    ['Exit status', `${exitStatuses[reason]} (${reason})`],
    ['Loaded by', `${teller.host}, process ${process.pid}`],
    ['Log', teller.log],
  ]
  const parts = [
    tell(align(facts, new Set())),
    ...(failures.length === 0 ? [] : [failures.join('\n')]),
    cut(lines(teller.hide(summary(result))), longestText / 2, teller.log),
    ...(next.length === 0 ? [] : [tell(`Next:\n${align(next.map(indented), new Set())}`)]),
  ]
  return {
    event: 'run-finished',
    failed: reason !== 'done',
    headline: oneLine(teller.hide(headline(result, reason))),
    body: cut(parts.join('\n\n'), longestText, teller.log),
    brief: cut(failures.join('\n'), longestBrief, teller.log),
    fields: {
      status: exitStatuses[reason],
      reason,
      ...(hiddenFields(runFields(result), teller, room) as object),
      next: hiddenFields(
        next.map(([command]) => command),
        teller,
        room,
      ),
    },
    about: `the end of run ${run.id}`,
  }
}

function indented([command, purpose]: readonly [string, string]): readonly string[] {
  return [`  ${command}`, purpose]
}

import { align, errorFields, errorText, exitStatuses, type Reason } from '../etl/index.ts'
import { hiddenFields } from './hidden-fields.ts'
import type { Notice } from './notice.ts'
import { errorRoom, longestBrief, longestText } from './notice-size.ts'
import { cut, lines, oneLine } from './plain-text.ts'
import type { Teller } from './teller.ts'

/** What kept a run from being begun, or from being told of by an end of its own. */
export interface Refusal {
  readonly reason: Reason
  /** `where`: the unit or place that it is about; absent: the whole run. */
  readonly errors: readonly { readonly where?: string; readonly error: unknown }[]
}

/** Of a run that has no end of its own: a source that cannot be reached, a query that does not fit, a full disk of the warehouse. */
export function refusedNotice({ reason, errors }: Refusal, teller: Teller): Notice {
  const room = errorRoom(errors.length)
  const told = errors.map(({ where, error }) =>
    cut(lines(teller.hide(`${where === undefined ? '' : `${where}: `}${errorText(error)}`)), room, teller.log),
  )
  const facts = [
    ['Warehouse', teller.place],
    ['Exit status', `${exitStatuses[reason]} (${reason})`],
    ['Loaded by', `${teller.host}, process ${process.pid}`],
    ['Log', teller.log],
  ]
  return {
    event: 'run-refused',
    failed: true,
    headline: `could not load: ${oneLine(told[0] ?? reason, 120)}`,
    body: cut([lines(teller.hide(align(facts, new Set()))), ...told].join('\n\n'), longestText, teller.log),
    brief: cut(told.join('\n'), longestBrief, teller.log),
    fields: {
      status: exitStatuses[reason],
      reason,
      errors: hiddenFields(
        errors.map(({ where, error }) => ({ ...(where === undefined ? {} : { where }), ...errorFields(error) })),
        teller,
        room,
      ),
    },
    about: 'a run that could not begin',
  }
}

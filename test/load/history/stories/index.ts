import type { Story } from '../story.ts'
import { changeTypes } from './change-types.ts'
import { dates } from './dates.ts'
import { days } from './days.ts'
import { deletes } from './deletes.ts'
import { ends } from './ends.ts'
import { inferredMembers } from './inferred-members.ts'
import { late } from './late.ts'
import { lateWithEnds } from './late-with-ends.ts'
import { order } from './order.ts'
import { sameContent } from './same-content.ts'
import { withoutHistory } from './without-history.ts'

/** The rules of KIMBALL.md for one member, by subject. */
export const stories: Readonly<Record<string, readonly Story[]>> = {
  'change types': changeTypes,
  'same content': sameContent,
  dates,
  'late rows': late,
  'late rows with ends': lateWithEnds,
  ends,
  order,
  days,
  deletes,
  'inferred members': inferredMembers,
  'without history': withoutHistory,
}

import type { UnitDefinition } from '../../loader/model/index.ts'
import { units as appendFacts } from './techniques/append-facts.ts'
import { units as asOfLookups } from './techniques/as-of-lookups.ts'
import { units as dateDimension } from './techniques/date-dimension.ts'
import { units as dayHistory } from './techniques/day-history.ts'
import { units as degenerateDimensions } from './techniques/degenerate-dimensions.ts'
import { units as deletes } from './techniques/deletes.ts'
import { units as effectiveDates } from './techniques/effective-dates.ts'
import { units as grainAndDuplicates } from './techniques/grain-and-duplicates.ts'
import { units as incrementalDimensions } from './techniques/incremental-dimensions.ts'
import { units as incrementalFacts } from './techniques/incremental-facts.ts'
import { units as inferredMembers } from './techniques/inferred-members.ts'
import { units as lateVersions } from './techniques/late-versions.ts'
import { units as maskedColumns } from './techniques/masked-columns.ts'
import { units as mending } from './techniques/mending.ts'
import { units as missingMembers } from './techniques/missing-members.ts'
import { units as mixedTypes } from './techniques/mixed-types.ts'
import { units as orderOfRows } from './techniques/order-of-rows.ts'
import { units as outriggers } from './techniques/outriggers.ts'
import { units as rebuild } from './techniques/rebuild.ts'
import { units as rejects } from './techniques/rejects.ts'
import { units as reservedMembers } from './techniques/reserved-members.ts'
import { units as rolePlaying } from './techniques/role-playing.ts'
import { units as staticDimensions } from './techniques/static-dimensions.ts'
import { units as surrogateKeys } from './techniques/surrogate-keys.ts'
import { units as type0 } from './techniques/type-0.ts'
import { units as type1 } from './techniques/type-1.ts'
import { units as type2 } from './techniques/type-2.ts'

/** The definitions of each page of docs/techniques, by its name. */
export const techniques: Readonly<Record<string, readonly UnitDefinition[]>> = {
  'append-facts': appendFacts,
  'as-of-lookups': asOfLookups,
  'date-dimension': dateDimension,
  'day-history': dayHistory,
  'degenerate-dimensions': degenerateDimensions,
  deletes,
  'effective-dates': effectiveDates,
  'grain-and-duplicates': grainAndDuplicates,
  'incremental-dimensions': incrementalDimensions,
  'incremental-facts': incrementalFacts,
  'inferred-members': inferredMembers,
  'late-versions': lateVersions,
  'masked-columns': maskedColumns,
  mending,
  'missing-members': missingMembers,
  'mixed-types': mixedTypes,
  'order-of-rows': orderOfRows,
  outriggers,
  rebuild,
  rejects,
  'reserved-members': reservedMembers,
  'role-playing': rolePlaying,
  'static-dimensions': staticDimensions,
  'surrogate-keys': surrogateKeys,
  'type-0': type0,
  'type-1': type1,
  'type-2': type2,
}

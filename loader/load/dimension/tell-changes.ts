import type { UnitNotes } from '../../log/index.ts'
import type { DimensionChanges } from './dimension-changes.ts'
import type { References } from './references.ts'

/** What is not 0 is told. */
export function tellChanges(
  notes: UnitNotes,
  { spliced, closed, reopened, filled }: Pick<DimensionChanges, 'spliced' | 'closed' | 'reopened' | 'filled'>,
  references: References | null,
  behind: Readonly<Record<string, number>>,
): void {
  notes.spliced = spliced
  notes.misses = references?.misses ?? {}
  const inferred = references?.inferred ?? 0
  for (const [name, count] of Object.entries({ closed, reopened, filled, inferred })) {
    const note = name as 'closed' | 'reopened' | 'filled' | 'inferred'
    if (count > 0) notes[note] = count
    else delete notes[note]
  }
  delete notes.behind
  if (Object.keys(behind).length > 0) notes.behind = behind
}

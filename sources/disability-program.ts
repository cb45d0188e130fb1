import { disabilityProgramDim } from '../creates/disability-program-dim.ts'
import { feeding, source, sql, timestamp } from '../loader/index.ts'

export const disabilityPrograms = source({
  from: 'marketplace',
  columns: { ...feeding(disabilityProgramDim), updated_at: timestamp() },
  sql: sql`
    SELECT p.id AS disability_program_id, p.name, p.status, p.updated_at
    FROM disability_program p`,
})

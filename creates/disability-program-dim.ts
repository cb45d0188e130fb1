import { audit, history, integer, key, natural, table, varchar } from '../loader/index.ts'

/** A school's help for its disabled students; a new version when it opens, fills up or pauses. */
export const disabilityProgramDim = table('disability_program_dim', {
  disability_program_key: key(),
  disability_program_id: natural(integer()),
  name: varchar(80),
  status: varchar(20),
  ...history(),
  ...audit(),
})

import { disabilityProgramDim } from '../creates/disability-program-dim.ts'
import { dimension } from '../loader/index.ts'
import { disabilityPrograms } from '../sources/disability-program.ts'

export const disabilityProgram = dimension({
  name: 'disability_program',
  table: disabilityProgramDim,
  source: disabilityPrograms,
  attributes: { name: 'type1', status: 'type2' },
  effectiveFrom: 'updated_at',
})

import { affiliateDim } from '../creates/affiliate-dim.ts'
import { dimension } from '../loader/index.ts'
import { affiliates } from '../sources/affiliate.ts'

export const affiliate = dimension({
  name: 'affiliate',
  table: affiliateDim,
  source: affiliates,
  attributes: { name: 'type1', channel: 'type1', commission_rate: 'type2' },
  effectiveFrom: 'updated_at',
  notApplicable: { name: 'By themselves' },
})

import { payoutMethodDim } from '../creates/payout-method-dim.ts'
import { dimension } from '../loader/index.ts'
import { payoutMethods } from '../sources/payout-method.ts'

export const payoutMethod = dimension({
  name: 'payout_method',
  table: payoutMethodDim,
  source: payoutMethods,
  attributes: { name: 'type1', days_to_arrive: 'type1' },
})

import { paymentSourceDim } from '../creates/payment-source-dim.ts'
import { dimension } from '../loader/index.ts'
import { paymentSources } from '../sources/payment-source.ts'

export const paymentSource = dimension({
  name: 'payment_source',
  table: paymentSourceDim,
  source: paymentSources,
  attributes: { name: 'type1', processor: 'type1' },
  notApplicable: { name: 'Not paid' },
})

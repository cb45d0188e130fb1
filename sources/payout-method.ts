import { payoutMethodDim } from '../creates/payout-method-dim.ts'
import { feeding, rows } from '../loader/index.ts'

/** The marketplace has no table of them: its code knows these four. */
export const payoutMethods = rows(feeding(payoutMethodDim), [
  { payout_method_code: 'ach', name: 'Bank transfer', days_to_arrive: 3 },
  { payout_method_code: 'check', name: 'Check by mail', days_to_arrive: 10 },
  { payout_method_code: 'paypal', name: 'PayPal', days_to_arrive: 1 },
  { payout_method_code: 'venmo', name: 'Venmo', days_to_arrive: 1 },
])

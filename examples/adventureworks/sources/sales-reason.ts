import { feeding, source } from '../../../loader/index.ts'
import { salesReasonDim } from '../creates/sales-reason-dim.ts'
import { type Origin, over } from './origin.ts'

/** Why a customer bought. */
export const salesReasons = (origin: Origin) =>
  source({
    from: 'adventureworks',
    columns: feeding(salesReasonDim),
    sql: over(origin, 'salesreason')`
      SELECT salesreasonid AS sales_reason_id, name, reasontype AS reason_type
      FROM salesreason`,
  })

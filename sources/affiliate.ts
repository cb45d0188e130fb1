import { affiliateDim } from '../creates/affiliate-dim.ts'
import { feeding, source, sql, timestamp } from '../loader/index.ts'

export const affiliates = source({
  from: 'marketplace',
  columns: { ...feeding(affiliateDim), updated_at: timestamp() },
  sql: sql`
    SELECT a.id AS affiliate_id, a.name, a.channel, a.commission_rate, a.updated_at
    FROM affiliates_affiliate a`,
})

import { date, decimal, integer, nullable, period, source, sql, timestamp, varchar } from '../loader/index.ts'
import { localDay } from './local-day.ts'

/** Redeemed codes with their campaign, where the code is known. Rows are only ever added, with growing ids. */
export const creditRedemptions = source({
  from: 'marketplace',
  columns: {
    redemption_id: integer(),
    user_id: nullable(integer()),
    credit_campaign_id: nullable(integer()),
    code: nullable(varchar(20)),
    redeemed_at: timestamp(),
    redeemed_on: date(),
    credit_amount: decimal(10, 2),
  },
  sql: sql`
    SELECT r.id AS redemption_id, r.user_id, c.campaign_id AS credit_campaign_id, c.code, r.redeemed_at,
           CAST(GREATEST(r.redeemed_at, TIMESTAMP '2012-01-01 00:00:00') AS DATE) AS redeemed_on, r.amount AS credit_amount
    FROM credits_redemption r
    LEFT JOIN credits_code c ON c.id = r.code_id
    WHERE r.id >= ${period.from} AND r.id < ${period.to}
    ORDER BY r.id`,
  derive: (row) => ({ local_redeemed_on: localDay(row.redeemed_at) }),
})

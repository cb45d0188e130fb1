import { date, decimal, integer, nullable, period, source, sql, timestamp, varchar } from '../loader/index.ts'
import { localDay } from './local-day.ts'

/** Payments to sellers, by the number that goes up with each write: a fee may be corrected later. */
export const payouts = source({
  from: 'marketplace',
  columns: {
    payout_id: integer(),
    seller_id: nullable(integer()),
    payout_method_code: nullable(varchar(20)),
    paid_at: timestamp(),
    paid_on: date(),
    gross_amount: decimal(12, 2),
    fee_amount: decimal(12, 2),
    net_amount: decimal(12, 2),
    row_version: integer(),
  },
  sql: sql`
    SELECT p.id AS payout_id, p.seller_id, p.method_code AS payout_method_code, p.paid_at,
           CAST(GREATEST(p.paid_at, TIMESTAMP '2012-01-01 00:00:00') AS DATE) AS paid_on,
           p.gross_amount, p.fee_amount, p.gross_amount - p.fee_amount AS net_amount, p.row_version
    FROM payouts_payout p
    WHERE p.row_version >= ${period.from} AND p.row_version < ${period.to}
    ORDER BY p.id`,
  derive: (row) => ({ local_paid_on: localDay(row.paid_at) }),
})

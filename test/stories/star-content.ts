import { openEngine } from '../../loader/engine/index.ts'

const queries = {
  user: `SELECT user_id, version, username, role, is_active, city, graduation_year, joined_on, valid_from, is_current
         FROM user_dim`,
  product:
    'SELECT product_id, version, title, category, subject, brand, list_price, valid_from, is_current FROM product_dim',
  affiliate: 'SELECT affiliate_id, version, name, channel, commission_rate, valid_from, is_current FROM affiliate_dim',
  program: 'SELECT disability_program_id, version, name, status, valid_from, is_current FROM disability_program_dim',
  // When a school was renamed is when a load saw it.
  school: 'SELECT school_id, version, name, city, state, enrollment, is_current FROM school_dim',
  course: 'SELECT course_id, course_number, title, subject FROM course_dim',
  campaign: 'SELECT credit_campaign_id, name, credit_amount, starts_on, ends_on FROM credit_campaign_dim',
  sale: `SELECT f.order_id, f.line_no, f.date_key, f.local_date_key, p.product_id, p.version, b.user_id, b.version,
                s.user_id, s.version, a.affiliate_id, a.version, f.quantity, f.discount_amount, f.extended_sales_amount
         FROM product_sale_fact f
         JOIN product_dim p ON p.product_key = f.product_key
         JOIN user_dim b ON b.user_key = f.buyer_key
         JOIN user_dim s ON s.user_key = f.seller_key
         JOIN affiliate_dim a ON a.affiliate_key = f.affiliate_key`,
  review: `SELECT f.review_id, f.rating, f.comment_length, p.product_id, p.version, u.user_id, u.version
           FROM product_review_fact f
           JOIN product_dim p ON p.product_key = f.product_key
           JOIN user_dim u ON u.user_key = f.reviewer_key`,
} as const

/** What the example's star says, without surrogate keys, runs and the times of loads: rows as texts, in one order. */
export async function starContent(url: string): Promise<Readonly<Record<string, readonly string[]>>> {
  await using engine = await openEngine(url)
  await using session = await engine.connect()
  const content: Record<string, readonly string[]> = {}
  for (const [name, query] of Object.entries(queries)) {
    content[name] = (await session.query(query)).map((row) => JSON.stringify(row)).sort()
  }
  return content
}

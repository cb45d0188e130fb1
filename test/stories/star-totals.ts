import { openEngine } from '../../loader/engine/index.ts'

/** Those of a marketplace of --scale 0.2 on its first day, whatever engine loads it. */
export const smallTotals: readonly string[] = [
  'product_sale_fact 2091 65614.78 1290.26 20120101 805 805',
  'product_sale_fact 2091 6 97 24',
  'product_sale_fact 2091 8 48',
  'product_sale_fact 2091 0 13 197',
  'product_upload_fact 120 9116 20120101 116 116 0',
  'account_registration_fact 300 20120101 287 287 1 206',
  'credit_redemption_fact 84 1107.50 20120101 82 82 7',
  'disability_enrollment_fact 52 20120101 51 51 0 49',
  'payout_fact 140 20798.14 20120101 135 135 2',
  'user_dim 304 1',
  'course_dim 51 38 2',
  'product_review_fact 220 634 2814 20120101 212 212 12',
]

/** The star's totals as one would ask for them: revenue, and how many rows of which fact found whom. */
export async function starTotals(url: string): Promise<readonly string[]> {
  await using engine = await openEngine(url)
  await using session = await engine.connect()
  const ask = async (fact: string, ...wanted: readonly string[]) => {
    const [row = []] = await session.query(`SELECT COUNT(*), ${wanted.join(', ')} FROM ${fact}`)
    return [fact, ...row].map(String).join(' ')
  }
  const days = ['MIN(date_key)', 'COUNT(DISTINCT date_key)', 'COUNT(DISTINCT local_date_key)']
  const found = (key: string, member: number) => `COUNT(CASE WHEN ${key} = ${member} THEN 1 END)`
  return [
    await ask('product_sale_fact', 'SUM(extended_sales_amount)', 'SUM(discount_amount)', ...days),
    await ask('product_sale_fact', found('product_key', -1), found('school_key', -2), found('buyer_key', -2)),
    await ask('product_sale_fact', found('payment_source_key', -1), found('payment_source_key', -2)),
    await ask('product_sale_fact', found('seller_key', -1), found('affiliate_key', -3), found('course_key', -2)),
    await ask('product_upload_fact', 'SUM(page_count)', ...days, found('seller_key', -1)),
    await ask('account_registration_fact', ...days, found('affiliate_key', -1), found('affiliate_key', -2)),
    await ask('credit_redemption_fact', 'SUM(credit_amount)', ...days, found('credit_campaign_key', -1)),
    await ask('disability_enrollment_fact', ...days, found('school_key', -2), 'COUNT(role)'),
    await ask('payout_fact', 'SUM(net_amount)', ...days, found('payout_method_key', -1)),
    await ask('user_dim', 'COUNT(CASE WHEN is_inferred THEN 1 END)'),
    await ask('course_dim', 'COUNT(DISTINCT school_key)', found('school_key', -2)),
    await ask('product_review_fact', 'SUM(rating)', 'SUM(comment_length)', ...days, found('reviewer_key', -2)),
  ]
}

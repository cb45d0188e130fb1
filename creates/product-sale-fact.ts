import { audit, decimal, degenerate, integer, measure, reference, table, timestamp } from '../loader/index.ts'
import { affiliateDim } from './affiliate-dim.ts'
import { courseDim } from './course-dim.ts'
import { dateDim } from './date-dim.ts'
import { paymentSourceDim } from './payment-source-dim.ts'
import { productDim } from './product-dim.ts'
import { schoolDim } from './school-dim.ts'
import { siteDim } from './site-dim.ts'
import { userDim } from './user-dim.ts'

/** One line of one order. */
export const productSaleFact = table(
  'product_sale_fact',
  {
    date_key: reference(dateDim),
    local_date_key: reference(dateDim),
    product_key: reference(productDim),
    course_key: reference(courseDim),
    school_key: reference(schoolDim),
    buyer_key: reference(userDim),
    seller_key: reference(userDim),
    payment_source_key: reference(paymentSourceDim),
    site_key: reference(siteDim),
    affiliate_key: reference(affiliateDim),
    order_id: degenerate(integer()),
    line_no: degenerate(integer()),
    sold_at: degenerate(timestamp()),
    quantity: measure(integer()),
    discount_amount: measure(decimal(12, 2)),
    extended_sales_amount: measure(decimal(12, 2)),
    ...audit(),
  },
  { grain: ['order_id', 'line_no'], indexes: [['date_key'], ['product_key'], ['buyer_key']] },
)

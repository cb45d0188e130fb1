import { productSaleFact } from '../creates/product-sale-fact.ts'
import { affiliate, course, date, paymentSource, product, school, site, user } from '../dimensions/index.ts'
import { fact, latest } from '../loader/index.ts'
import { productSales } from '../sources/product-sale.ts'

export const productSale = fact({
  name: 'product_sale',
  table: productSaleFact,
  source: productSales,
  from: { extended_sales_amount: 'amount' },
  lookups: {
    date_key: { dimension: date, on: { full_date: 'sold_on' } },
    local_date_key: { dimension: date, on: { full_date: 'local_sold_on' } },
    product_key: { dimension: product, on: { product_id: 'product_id' }, asOf: 'sold_at' },
    course_key: { dimension: course, on: { course_id: 'course_id' } },
    school_key: { dimension: school, on: { school_id: 'school_id' }, asOf: 'sold_at' },
    buyer_key: { dimension: user, on: { user_id: 'buyer_id' }, asOf: 'sold_at' },
    seller_key: { dimension: user, on: { user_id: 'seller_id' }, asOf: latest },
    payment_source_key: { dimension: paymentSource, on: { payment_source_code: 'payment_source_code' } },
    site_key: { dimension: site, on: { site_id: 'site_id' } },
    affiliate_key: { dimension: affiliate, on: { affiliate_id: 'affiliate_id' }, asOf: 'sold_at' },
  },
})

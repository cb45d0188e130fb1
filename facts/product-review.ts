import { productReviewFact } from '../creates/product-review-fact.ts'
import { course, date, product, user } from '../dimensions/index.ts'
import { fact, latest } from '../loader/index.ts'
import { productReviews } from '../sources/product-review.ts'

export const productReview = fact({
  name: 'product_review',
  table: productReviewFact,
  source: productReviews,
  lookups: {
    date_key: { dimension: date, on: { full_date: 'reviewed_on' } },
    local_date_key: { dimension: date, on: { full_date: 'local_reviewed_on' } },
    product_key: { dimension: product, on: { product_id: 'product_id' }, asOf: 'reviewed_at' },
    course_key: { dimension: course, on: { course_id: 'course_id' } },
    reviewer_key: { dimension: user, on: { user_id: 'reviewer_id' }, asOf: 'reviewed_at' },
    seller_key: { dimension: user, on: { user_id: 'seller_id' }, asOf: latest },
  },
})

import { audit, degenerate, integer, measure, nullable, reference, table, timestamp } from '../loader/index.ts'
import { courseDim } from './course-dim.ts'
import { dateDim } from './date-dim.ts'
import { productDim } from './product-dim.ts'
import { userDim } from './user-dim.ts'

/** One buyer's review of one product, as it reads now. */
export const productReviewFact = table(
  'product_review_fact',
  {
    date_key: reference(dateDim),
    local_date_key: reference(dateDim),
    product_key: reference(productDim),
    course_key: reference(courseDim),
    reviewer_key: reference(userDim),
    seller_key: reference(userDim),
    review_id: degenerate(integer()),
    reviewed_at: degenerate(timestamp()),
    rating: measure(nullable(integer())),
    comment_length: measure(integer()),
    ...audit(),
  },
  { grain: ['review_id'], indexes: [['date_key'], ['product_key']] },
)

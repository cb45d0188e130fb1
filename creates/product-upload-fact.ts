import { audit, degenerate, integer, measure, nullable, reference, table, timestamp } from '../loader/index.ts'
import { courseDim } from './course-dim.ts'
import { dateDim } from './date-dim.ts'
import { productDim } from './product-dim.ts'
import { schoolDim } from './school-dim.ts'
import { userDim } from './user-dim.ts'

/** One product put on sale for the first time. */
export const productUploadFact = table(
  'product_upload_fact',
  {
    date_key: reference(dateDim),
    local_date_key: reference(dateDim),
    product_key: reference(productDim),
    course_key: reference(courseDim),
    school_key: reference(schoolDim),
    seller_key: reference(userDim),
    product_id: degenerate(integer()),
    uploaded_at: degenerate(timestamp()),
    page_count: measure(nullable(integer())),
    ...audit(),
  },
  { grain: ['product_id'], indexes: [['date_key'], ['seller_key']] },
)

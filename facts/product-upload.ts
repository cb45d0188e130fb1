import { productUploadFact } from '../creates/product-upload-fact.ts'
import { course, date, product, school, user } from '../dimensions/index.ts'
import { fact } from '../loader/index.ts'
import { productUploads } from '../sources/product-upload.ts'

export const productUpload = fact({
  name: 'product_upload',
  table: productUploadFact,
  source: productUploads,
  lookups: {
    date_key: { dimension: date, on: { full_date: 'uploaded_on' } },
    local_date_key: { dimension: date, on: { full_date: 'local_uploaded_on' } },
    product_key: { dimension: product, on: { product_id: 'product_id' }, asOf: 'uploaded_at' },
    course_key: { dimension: course, on: { course_id: 'course_id' } },
    school_key: { dimension: school, on: { school_id: 'school_id' }, asOf: 'uploaded_at' },
    seller_key: { dimension: user, on: { user_id: 'seller_id' }, asOf: 'uploaded_at' },
  },
})

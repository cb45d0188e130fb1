export { productSale } from './product-sale.ts'
export { productUpload } from './product-upload.ts'

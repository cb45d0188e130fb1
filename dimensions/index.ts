export { date } from './date.ts'
export { product } from './product.ts'
export { school } from './school.ts'
export { user } from './user.ts'

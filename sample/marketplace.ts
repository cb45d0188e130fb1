import { clock } from './clock.ts'
import type { SampleTable } from './sample-table.ts'
import { affiliates } from './tables/affiliate.ts'
import { brands } from './tables/brand.ts'
import { campaigns } from './tables/campaign.ts'
import { codes } from './tables/code.ts'
import { courses } from './tables/course.ts'
import { enrollments } from './tables/enrollment.ts'
import { orders } from './tables/order.ts'
import { orderLines } from './tables/order-line.ts'
import { payments } from './tables/payment.ts'
import { paymentSources } from './tables/payment-source.ts'
import { payouts } from './tables/payout.ts'
import { products } from './tables/product.ts'
import { productClasses } from './tables/product-class.ts'
import { profiles } from './tables/profile.ts'
import { programs } from './tables/program.ts'
import { programRoles } from './tables/program-role.ts'
import { redemptions } from './tables/redemption.ts'
import { reviews } from './tables/review.ts'
import { schools } from './tables/school.ts'
import { sites } from './tables/site.ts'
import { subjects } from './tables/subject.ts'
import { users } from './tables/user.ts'

/** The source's tables, named as a Django application names its own. */
export const marketplace: readonly SampleTable[] = [
  schools,
  subjects,
  courses,
  sites,
  affiliates,
  users,
  profiles,
  brands,
  productClasses,
  products,
  orders,
  orderLines,
  paymentSources,
  payments,
  payouts,
  reviews,
  campaigns,
  codes,
  redemptions,
  programs,
  programRoles,
  enrollments,
  // Last, so that its presence tells a finished marketplace.
  clock,
]

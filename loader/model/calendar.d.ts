import type { Day } from '../schema/index.ts'
/** What a generated calendar holds; plain, so that it can be printed and hashed. */
export interface Calendar {
  /** First and last day, both in it. */
  readonly from: Day
  readonly to: Day
  /** Month (1–12) in which the fiscal year begins; it bears the number of the year it ends in. Default 1: the calendar year. */
  readonly fiscalYearStart?: number
  /** Names by day, or a function that gives a day's holiday or null. */
  readonly holidays?: Readonly<Record<Day, string>> | ((day: Day) => string | null)
  /** BCP 47, for the names of months and days. Default 'en'. */
  readonly locale?: string
}

import { expect } from 'vitest'
import { typeLine } from './type-line.ts'

/** The units of the example in the order in which one run loads them. */
export const dimensions = [
  'affiliate',
  'school',
  'course',
  'credit_campaign',
  'date',
  'disability_program',
  'payment_source',
  'payout_method',
  'product',
  'site',
  'user',
] as const

export const facts = [
  'account_registration',
  'credit_redemption',
  'disability_enrollment',
  'payout',
  'product_review',
  'product_sale',
  'product_upload',
] as const

export interface Counts {
  readonly read: number
  readonly new: number
  readonly version: number
  readonly overwritten: number
  readonly unchanged: number
  readonly duplicate: number
  readonly rejected: number
}

export type Units = Readonly<Record<(typeof dimensions)[number] | (typeof facts)[number], Counts>>

/** Loads the example's star as its user would, and gives each unit's counts. */
export async function loadMarketplace(
  folder: string,
  env: Readonly<Record<string, string>>,
  more: readonly string[] = [],
): Promise<Units> {
  const done = await typeLine(['run.ts', '--run_facts', '--run_dimensions', '--json', ...more], { folder, env })
  expect(done).toMatchObject({ status: 0, stderr: '' })
  const document = JSON.parse(done.stdout) as { units: readonly { name: string; counts: Counts }[] }
  expect(document.units.map(({ name }) => name)).toEqual([...dimensions, ...facts])
  return Object.fromEntries(document.units.map(({ name, counts }) => [name, counts])) as unknown as Units
}

import { type Birth, birth, lateBirth, oneOf } from './birth.ts'
import { happenings } from './happenings.ts'
import { Random } from './random.ts'
import type { World } from './world.ts'

/** An order with its lines, as the tables of orders, lines and payments each tell a part of it. */
export interface Order {
  readonly when: Birth
  readonly buyer: number | null
  readonly lines: readonly OrderLine[]
  /** The day of its last change; 0: before the marketplace was moved forward. */
  readonly version: number
  /** For what hangs on the order besides. */
  readonly random: Random
}

/** Prices in cents. */
export interface OrderLine {
  readonly product: number
  readonly quantity: number
  readonly price: number
  readonly discount: number
}

export function orderOf(world: World, id: number): Order {
  const random = Random.of(world.seed, 'order', id)
  const when = lateBirth(birth(world, 'order', id, random), random)
  const buyer = random.chance(0.01) ? null : oneOf(world, 'user', when, random)
  let lines = Array.from({ length: random.between(1, 4) }, () => lineOf(world, when, random))
  let version = when.day
  for (const { day, random: fate } of happenings(world, 'order', id)) {
    if (!fate.chance(0.02)) continue
    // Given back in full.
    lines = lines.map((line) => ({ ...line, discount: line.quantity * line.price }))
    version = day
  }
  return { when, buyer, lines, version, random }
}

function lineOf(world: World, when: Birth, random: Random): OrderLine {
  const price = random.between(99, 4_999)
  const quantity = random.chance(0.9) ? 1 : random.between(2, 5)
  const discount = random.chance(0.1) ? Math.floor((price * quantity) / 5) : 0
  // A product that is gone.
  const product = random.chance(0.005) ? 50_000_000 + random.between(1, 20) : oneOf(world, 'product', when, random)
  return { product, quantity, price, discount }
}

/** All that the marketplace's content hangs on: the same three give the same rows. */
export interface World {
  readonly seed: number
  /** 1: some 10 000 order lines; what people do grows with it, the firm's own lists do not. */
  readonly scale: number
  /** Days it was moved forward. */
  readonly days: number
}

interface Amount {
  /** Before it was moved forward, at scale 1. */
  readonly first: number
  readonly perDay: number
  readonly scales: boolean
  /** The share of the first years in which all of them come; later ones find no newcomers. Default 1. */
  readonly by?: number
}

const amounts = {
  school: { first: 60, perDay: 0, scales: false, by: 0 },
  course: { first: 240, perDay: 0.5, scales: true, by: 0.5 },
  brand: { first: 12, perDay: 0, scales: false, by: 0 },
  site: { first: 4, perDay: 0, scales: false, by: 0 },
  affiliate: { first: 25, perDay: 0.2, scales: false, by: 0.6 },
  campaign: { first: 14, perDay: 0.15, scales: false },
  code: { first: 180, perDay: 0.5, scales: true },
  program: { first: 18, perDay: 0.15, scales: false, by: 0.7 },
  user: { first: 1500, perDay: 4, scales: true, by: 0.9 },
  product: { first: 600, perDay: 2, scales: true, by: 0.95 },
  order: { first: 4200, perDay: 15, scales: true },
  review: { first: 1100, perDay: 5, scales: true },
  payout: { first: 700, perDay: 3, scales: true },
  redemption: { first: 420, perDay: 3, scales: true },
  enrollment: { first: 260, perDay: 2, scales: true },
} as const satisfies Record<string, Amount>

export type Thing = keyof typeof amounts

/** How many were there before it was moved forward. */
export function firstCount({ scale }: World, thing: Thing): number {
  const { first, scales } = amounts[thing]
  return scales ? Math.ceil(first * scale) : first
}

/** How many have ever been there by the end of that day; their ids are 1 up to this, though some may be gone. */
export function countAt(world: World, thing: Thing, day: number): number {
  return firstCount(world, thing) + Math.floor(day * perDay(world, thing) + 1e-9)
}

/** The day on which an id appears; 0: before it was moved forward. */
export function dayOf(world: World, thing: Thing, id: number): number {
  const later = id - firstCount(world, thing)
  if (later <= 0) return 0
  let day = Math.ceil(later / perDay(world, thing))
  // What the division rounded.
  while (countAt(world, thing, day) < id) day += 1
  while (countAt(world, thing, day - 1) >= id) day -= 1
  return day
}

/** The share of the first years by which all of the first ones are there. */
export function allThereBy(thing: Thing): number {
  const amount: Amount = amounts[thing]
  return amount.by ?? 1
}

function perDay({ scale }: World, thing: Thing): number {
  const { perDay: each, scales } = amounts[thing]
  return scales ? each * scale : each
}

import type { Cells } from '../loader/schema/index.ts'
import { Random } from './random.ts'
import { categories, cities, firstNames, lastNames, schoolNames, subjects } from './words.ts'

export interface MarketplaceSize {
  readonly seed: number
  /** 1: some 10 000 order lines; all but the schools grow with it. */
  readonly scale: number
}

const opened = Date.UTC(2011, 5, 1)
const closed = Date.UTC(2026, 0, 1)

/** A time between the marketplace's first and last day, as canonical text; orders of a higher id are later. */
function moment(share: number, random: Random): string {
  const seconds = Math.floor(opened + share * (closed - opened)) / 1000
  const micros = String(random.between(0, 999_999)).padStart(6, '0')
  return `${new Date(Math.floor(seconds) * 1000).toISOString().slice(0, 19).replace('T', ' ')}.${micros}`
}

// Users join and products appear at an even pace, but before the end: orders go on without newcomers.
const joinedBy = 0.9
const offeredBy = 0.95

/** The id of one of those who were there at that share of the marketplace's life; ids grow with time. */
function oneOf(count: number, share: number, by: number, random: Random): number {
  return random.between(1, Math.max(1, Math.min(count, Math.floor((share / by) * count))))
}

function money(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
}

export function sizes({ scale }: MarketplaceSize) {
  return {
    schools: 60,
    users: Math.ceil(1500 * scale),
    products: Math.ceil(600 * scale),
    orders: Math.ceil(4200 * scale),
  } as const
}

export function* schoolRows(size: MarketplaceSize): Generator<Cells> {
  const random = new Random(size.seed)
  for (let id = 1; id <= sizes(size).schools; id++) {
    const [city, state] = random.pick(cities)
    const name = `${random.pick(schoolNames)}${id % 3 === 0 ? `, Campus ${id}` : ''}`
    // Trailing spaces and missing cities: what people type into forms.
    yield [
      id,
      id % 20 === 0 ? `${name} ` : name,
      random.chance(0.1) ? null : city,
      state,
      random.chance(0.2) ? null : random.between(900, 60_000),
    ]
  }
}

export function* userRows(size: MarketplaceSize): Generator<Cells> {
  const random = new Random(size.seed + 1)
  const { users } = sizes(size)
  for (let id = 1; id <= users; id++) {
    const joined = moment((id / users) * joinedBy, random)
    const username = `${random.pick(firstNames)}.${random.pick(lastNames)}${id}`
    const role = random.chance(0.02) ? 'staff' : random.chance(0.2) ? 'seller' : 'student'
    yield [id, username, `${username}@example.org`, role, !random.chance(0.05), joined, joined]
  }
}

/** About one user in fifty has no profile, one in a hundred the same one twice. */
export function* profileRows(size: MarketplaceSize): Generator<Cells> {
  const random = new Random(size.seed + 2)
  const { users, schools } = sizes(size)
  for (let id = 1; id <= users; id++) {
    if (random.chance(0.02)) continue
    const row = [
      id,
      random.chance(0.05) ? null : random.between(1, schools),
      random.chance(0.3) ? null : random.between(2012, 2029),
      random.chance(0.4) ? null : random.pick(cities)[0],
    ]
    yield row
    if (random.chance(0.01)) yield row
  }
}

export function* productRows(size: MarketplaceSize): Generator<Cells> {
  const random = new Random(size.seed + 3)
  const { users, products, schools } = sizes(size)
  for (let id = 1; id <= products; id++) {
    const created = moment((id / products) * offeredBy, random)
    const subject = random.chance(0.1) ? null : random.pick(subjects)
    const category = random.pick(categories)
    // One title in three hundred is longer than the warehouse allows: it ends in etl_reject, never cut.
    const title =
      id % 300 === 0 ? `${subject ?? 'Notes'} ${'very '.repeat(50)}long` : `${subject ?? 'Notes'} ${category} ${id}`
    // A seller who has left (an id that no user has) and a seller who was never recorded.
    const seller = random.chance(0.01)
      ? users + random.between(1, 50)
      : random.chance(0.01)
        ? null
        : oneOf(users, (id / products) * offeredBy, joinedBy, random)
    yield [
      id,
      title,
      category,
      subject,
      random.chance(0.2) ? null : random.between(1, 180),
      money(random.between(99, 4_999)),
      seller,
      random.chance(0.03) ? null : random.between(1, schools),
      created,
      created,
    ]
  }
}

export function* orderRows(size: MarketplaceSize): Generator<Cells> {
  const random = new Random(size.seed + 4)
  const { users, orders } = sizes(size)
  for (let id = 1; id <= orders; id++) {
    yield [id, random.chance(0.01) ? null : oneOf(users, id / orders, joinedBy, random), moment(id / orders, random)]
  }
}

export function* lineRows(size: MarketplaceSize): Generator<Cells> {
  const random = new Random(size.seed + 5)
  const { products, orders } = sizes(size)
  for (let order = 1; order <= orders; order++) {
    const lines = random.between(1, 4)
    for (let line = 1; line <= lines; line++) {
      const price = random.between(99, 4_999)
      const quantity = random.chance(0.9) ? 1 : random.between(2, 5)
      const discount = random.chance(0.1) ? Math.floor((price * quantity) / 5) : 0
      const product = random.chance(0.005)
        ? products + random.between(1, 20)
        : oneOf(products, order / orders, offeredBy, random)
      yield [order, line, product, quantity, money(price), money(discount)]
    }
  }
}

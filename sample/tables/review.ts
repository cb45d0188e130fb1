import { integer, nullable, timestamp, varchar } from '../../loader/index.ts'
import { birth, lateBirth, oneOf } from '../birth.ts'
import { happenings } from '../happenings.ts'
import { Random } from '../random.ts'
import { sampleTable } from '../sample-table.ts'
import { comments } from '../words.ts'
import { countAt, type World } from '../world.ts'

/** What a buyer says of a product; some think again, some words are taken away. */
export const reviews = sampleTable({
  name: 'reviews_review',
  columns: {
    id: integer(),
    product_id: integer(),
    reviewer_id: nullable(integer()),
    rating: nullable(integer()),
    body: nullable(varchar(500)),
    reviewed_at: timestamp(),
    row_version: integer(),
  },
  *rows(world) {
    for (let id = 1; id <= countAt(world, 'review', world.days); id++) {
      const random = Random.of(world.seed, 'review', id)
      const when = lateBirth(birth(world, 'review', id, random), random)
      const later = ratingOf(world, id, random.chance(0.05) ? null : random.between(1, 5), when.day)
      if (later === null) continue
      yield [
        id,
        random.chance(0.01) ? 50_000_000 + id : oneOf(world, 'product', when, random),
        // Reviews without a name were possible once.
        random.chance(0.04) ? null : oneOf(world, 'user', when, random),
        later.rating,
        random.chance(0.4) ? null : random.pick(comments),
        when.time,
        later.version,
      ]
    }
  },
})

/** What the days made of a review; null: deleted. */
function ratingOf(world: World, id: number, first: number | null, day: number) {
  let rating = first
  let version = day
  for (const happening of happenings(world, 'review', id)) {
    const what = happening.random.next()
    if (what < 0.03) return null
    if (what < 0.1) {
      rating = happening.random.between(1, 5)
      version = happening.day
    }
  }
  return { rating, version }
}

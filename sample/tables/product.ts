import { decimal, integer, nullable, timestamp, varchar } from '../../loader/index.ts'
import { birth, oneOf } from '../birth.ts'
import { happenings } from '../happenings.ts'
import { money } from '../money.ts'
import { Random } from '../random.ts'
import { sampleTable } from '../sample-table.ts'
import { daysBefore } from '../times.ts'
import { brands, categories, subjects } from '../words.ts'
import { countAt } from '../world.ts'

/** What students sell; its price and class change, its title is mended without a new date. */
export const products = sampleTable({
  name: 'products_product',
  columns: {
    id: integer(),
    title: varchar(300),
    class_id: integer(),
    brand_id: nullable(integer()),
    course_id: nullable(integer()),
    page_count: nullable(integer()),
    list_price: decimal(10, 2),
    seller_id: nullable(integer()),
    school_id: nullable(integer()),
    created_at: timestamp(),
    updated_at: timestamp(),
  },
  *rows(world) {
    for (let id = 1; id <= countAt(world, 'product', world.days); id++) {
      const random = Random.of(world.seed, 'product', id)
      const offered = birth(world, 'product', id, random)
      let category = random.between(1, categories.length)
      let price = random.between(99, 4_999)
      let updated = offered.time
      const about = random.chance(0.1) ? 'Notes' : random.pick(subjects)
      // One title in three hundred is longer than the warehouse allows: it ends in etl_reject, never cut.
      let title = `${about} ${id % 300 === 0 ? `${'very '.repeat(50)}long` : `${categories[category - 1]} ${id}`}`
      for (const { time, random: fate } of happenings(world, 'product', id)) {
        const what = fate.next()
        if (what < 0.04) title = `${title.slice(0, 180)} (new edition)`
        else if (what < 0.16) {
          price = fate.between(99, 4_999)
          updated = time
        } else if (what < 0.2) {
          category = fate.between(1, categories.length)
          updated = time
        } else if (what < 0.24) {
          // Told late, under a date before the row's present one.
          price = fate.between(99, 4_999)
          updated = daysBefore(updated, fate.between(1, 20))
        }
      }
      yield [
        id,
        title,
        category,
        random.chance(0.3) ? null : random.between(1, brands.length),
        random.chance(0.1) ? null : oneOf(world, 'course', offered, random),
        random.chance(0.2) ? null : random.between(1, 180),
        money(price),
        // A seller who has left (an id that no user has) and a seller who was never recorded.
        random.chance(0.01)
          ? 50_000_000 + random.between(1, 50)
          : random.chance(0.01)
            ? null
            : oneOf(world, 'user', offered, random),
        random.chance(0.03) ? null : oneOf(world, 'school', offered, random),
        offered.time,
        updated,
      ]
    }
  },
})

import { boolean, integer, nullable, timestamp, varchar } from '../../loader/index.ts'
import { type Birth, birth, oneOf } from '../birth.ts'
import { happenings } from '../happenings.ts'
import { Random } from '../random.ts'
import { sampleTable } from '../sample-table.ts'
import { daysBefore } from '../times.ts'
import { firstNames, lastNames, roles } from '../words.ts'
import { countAt, type World } from '../world.ts'

/** People who join, change their role, leave for a while, close their account. */
export const users = sampleTable({
  name: 'users_user',
  columns: {
    id: integer(),
    username: varchar(150),
    email: varchar(254),
    role: varchar(20),
    is_active: boolean(),
    site_id: nullable(integer()),
    affiliate_id: nullable(integer()),
    date_joined: timestamp(),
    updated_at: timestamp(),
  },
  *rows(world) {
    for (let id = 1; id <= countAt(world, 'user', world.days); id++) {
      const random = Random.of(world.seed, 'user', id)
      const joined = birth(world, 'user', id, random)
      const username = `${random.pick(firstNames)}.${random.pick(lastNames)}${id}`
      const state = stateOf(world, id, joined, random)
      if (state === null) continue
      yield [
        id,
        state.renamed ? `${username}.new` : username,
        `${username}@example.org`,
        state.role,
        state.active,
        oneOf(world, 'site', joined, random),
        // Most come by themselves; an affiliate's id that no affiliate has.
        random.chance(0.7) ? null : random.chance(0.03) ? 9000 + id : oneOf(world, 'affiliate', joined, random),
        joined.time,
        state.updated,
      ]
    }
  },
})

interface UserState {
  readonly role: string
  readonly active: boolean
  readonly renamed: boolean
  readonly updated: string
}

/** What the days made of a user; null: the account was closed and its row deleted. */
function stateOf(world: World, id: number, joined: Birth, random: Random): UserState | null {
  let role: string = random.chance(0.02) ? 'staff' : random.chance(0.2) ? 'seller' : 'student'
  let active = !random.chance(0.05)
  let renamed = false
  let updated = joined.time
  for (const { time, random: fate } of happenings(world, 'user', id)) {
    const what = fate.next()
    if (what < 0.02) return null
    if (what < 0.12) {
      role = fate.other(roles, role)
      updated = time
    } else if (what < 0.16) {
      active = !active
      updated = time
    } else if (what < 0.2) {
      // Told late, under a date before the row's present one.
      role = fate.other(roles, role)
      updated = daysBefore(updated, fate.between(1, 20))
    } else if (what < 0.23) {
      // Nothing but the content tells.
      renamed = true
    }
  }
  return { role, active, renamed, updated }
}

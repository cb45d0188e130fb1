import type { Cells } from '../../loader/schema/index.ts'
import { random } from './random.ts'
import { sourceTable } from './source-table.ts'
import { cities, firstNames, lastNames, pick, segments } from './words.ts'

const columns = {
  id: 'INT',
  code: 'VARCHAR(20)',
  name: 'VARCHAR(80)',
  city: 'VARCHAR(60)',
  segment: 'VARCHAR(30)',
  updated_at: 'time',
}

export const customers = sourceTable('customers', columns, ['id'])
/** What a dimension's own measures read, as `members` shows one of the two. */
export const membersBefore = sourceTable('members_before', columns, ['id'])
export const membersAfter = sourceTable('members_after', columns, ['id'])

const share = 0.05

/** `changed`: one in twenty lives elsewhere, or is of another segment, since 2025-01-15. */
export function* people(count: number, changed = false): Generator<Cells, void, undefined> {
  const next = random(20240117)
  for (let id = 1; id <= count; id++) {
    const name = `${pick(firstNames, next())} ${pick(lastNames, next())} ${id}`
    const [city, segment] = [pick(cities, next()), pick(segments, next())]
    const isChanged = next() < share && changed
    const other = next()
    const moved = isChanged && other < 0.7
    const told = isChanged && !moved ? `${segment} (former)` : segment
    const since = isChanged ? '2025-01-15' : '2019-01-01'
    yield [id, customerCode(id), name, moved ? `New ${city}` : city, told, `${since} 00:00:00.000000`]
  }
}

export function customerCode(id: number): string {
  return `C-${String(id).padStart(7, '0')}`
}

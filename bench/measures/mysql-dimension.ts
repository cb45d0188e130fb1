import { join } from 'node:path'
import { databases } from '../engines/databases.ts'
import type { MysqlPlace } from '../engines/mysql-place.ts'
import { timed } from '../engines/place.ts'
import { writeReadyRows } from '../engines/ready-rows.ts'
import type { Source } from '../engines/source.ts'
import { membersAfter, membersBefore, people } from '../workload/people.ts'
import type { Measure } from './measure.ts'

const limitTable = 'ready_members'
const openEnd = `'9999-12-31 23:59:59.999999'`

/**
 * A dimension's loads against what one would write by hand: the source as a file, staged by LOAD DATA LOCAL, then set-based. `after`: what the
 * source shows at the load that is measured.
 */
export function mysqlDimensions(place: MysqlPlace, source: Source): readonly Measure[] {
  const count = Math.min(200_000, place.sizes.lines)
  const file = (table: string) => join(place.folder, `${table}.tsv`)
  const show = (table: string) =>
    place.raw.run(`CREATE OR REPLACE VIEW ${databases.source}.members AS SELECT * FROM ${databases.source}.${table}`)

  const prepare = async () => {
    await source.fill(membersBefore, () => people(count))
    await source.fill(membersAfter, () => people(count, true))
    for (const { name } of [membersBefore, membersAfter])
      await writeReadyRows(
        place.sourceEngine,
        `SELECT id, name, city, segment, updated_at FROM ${name} ORDER BY id`,
        file(name),
      )
    await first()
    await place.raw.run(`DROP TABLE IF EXISTS ${limitTable}`, `CREATE TABLE ${limitTable} LIKE member_dim`)
    await place.raw.run(`ALTER TABLE ${limitTable} MODIFY member_key INT NOT NULL AUTO_INCREMENT`)
    await place.raw.run('SET GLOBAL userstat = 1')
  }
  const first = async () => {
    await show(membersBefore.name)
    await place.raw.run('DROP TABLE IF EXISTS member_dim')
    return await place.load(['member'])
  }
  const byHand = (table: string) => timed(() => staged(place, file(table)))
  const firstByHand = async () => {
    await place.raw.run(`TRUNCATE ${limitTable}`)
    return await byHand(membersBefore.name)
  }
  const shared = { prepare, rows: count, against: 'a staged file, then set-based' }
  return [
    { ...shared, name: 'dimension-first', minimum: 1, target: 1.3, limit: firstByHand, loader: first },
    {
      ...shared,
      name: 'dimension-changed',
      minimum: 1,
      target: 1.2,
      async limit() {
        await firstByHand()
        return await byHand(membersAfter.name)
      },
      async loader() {
        await first()
        await show(membersAfter.name)
        return await place.load(['member'])
      },
    },
    {
      ...shared,
      name: 'dimension-unchanged',
      against: 'reading both sides out, one after the other',
      minimum: null,
      target: 1 / 1.5,
      limit: () =>
        timed(async () => {
          await place.raw.readOut(`SELECT id, name, city, segment, updated_at FROM ${databases.source}.members`)
          await place.raw.readOut('SELECT * FROM member_dim')
        }),
      async loader() {
        const before = await changesOf(place)
        const took = await place.load(['member'])
        const written = (await changesOf(place)) - before
        if (written > 0) throw new Error(`The load of an unchanged dimension wrote ${written} rows of it.`)
        return took
      },
    },
  ]
}

/** Rows of the dimension that were ever changed, by the server's own count. */
async function changesOf({ raw }: MysqlPlace): Promise<number> {
  const table = `TABLE_SCHEMA = '${databases.warehouse}' AND TABLE_NAME = 'member_dim'`
  return Number(
    (await raw.cell(`SELECT SUM(ROWS_CHANGED) FROM information_schema.TABLE_STATISTICS WHERE ${table}`)) ?? 0,
  )
}

async function staged({ raw }: MysqlPlace, file: string): Promise<void> {
  await raw.run(
    'CREATE TEMPORARY TABLE stg (id INT NOT NULL, name VARCHAR(80) NOT NULL, city VARCHAR(60) NOT NULL, segment VARCHAR(30) NOT NULL, ' +
      `updated_at DATETIME(6) NOT NULL, PRIMARY KEY (id)) COLLATE utf8mb4_nopad_bin`,
  )
  await raw.loadFile('stg', file)
  await raw.run(
    'START TRANSACTION',
    'CREATE TEMPORARY TABLE chg (PRIMARY KEY (id)) SELECT s.*, d.member_key AS old_key, COALESCE(d.version, 0) + 1 AS version ' +
      `FROM stg s LEFT JOIN ${limitTable} d ON d.member_id = s.id AND d.is_current = 1 ` +
      'WHERE d.member_key IS NULL OR NOT (d.name <=> s.name AND d.city <=> s.city AND d.segment <=> s.segment)',
    `UPDATE ${limitTable} d JOIN chg ON chg.old_key = d.member_key SET d.valid_to = chg.updated_at, d.is_current = 0, d.updated_run = 2`,
    `INSERT INTO ${limitTable} (member_id, name, city, segment, valid_from, valid_to, is_current, version, inserted_run, updated_run) ` +
      `SELECT id, name, city, segment, updated_at, ${openEnd}, 1, version, 1, 1 FROM chg`,
    'COMMIT',
    'DROP TEMPORARY TABLE stg, chg',
  )
}

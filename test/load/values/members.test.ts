import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  bigint,
  type ColumnShape,
  type Columns,
  decimal,
  degenerate,
  folded,
  integer,
  measure,
  natural,
  timestamp,
  trimmed,
  varchar,
} from '../../../loader/schema/index.ts'
import { engines } from '../../servers/index.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from '../world/shapes.ts'
import { openTransfer, type Transfer } from './transfer.ts'

const pairs = engines.flatMap((from) => engines.map((to) => ({ from, to, source: from.name, warehouse: to.name })))

describe.each(pairs)('members from $source in $warehouse', ({ from, to }) => {
  let transfer: Transfer
  const opened = new AsyncDisposableStack()
  beforeAll(async () => {
    const [source, warehouse] = [opened.use(await from.database()), opened.use(await to.database())]
    transfer = opened.use(await openTransfer(source.url, warehouse.url))
  })
  afterAll(() => opened.disposeAsync())

  const collated = from.name === 'mysql' ? ' CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin' : ''

  /** A member a row, named 1, 2, 3 …, and a fact a row that looks each up: the names that the facts' keys lead to. */
  async function foundMembers(name: string, type: string, column: ColumnShape, keys: readonly string[]) {
    const fact = `${name}_fact`
    await transfer.source(`CREATE TABLE ${name} (id ${type}, name VARCHAR(9))`)
    await transfer.source(`CREATE TABLE ${fact} (line INTEGER, id ${type})`)
    for (const [at, key] of keys.entries()) {
      await transfer.source(`INSERT INTO ${name} VALUES (${key}, '${at + 1}')`)
      await transfer.source(`INSERT INTO ${fact} VALUES (${at + 1}, ${key})`)
    }
    const columns: Columns = { id: natural(column as never), name: varchar(9) }
    const dimension = drawDimension(name, {
      columns,
      attributes: { name: 'type1' },
      keep: 'nothing',
      source: drawSource(name, { id: column as never, name: varchar(9) }),
    })
    await transfer.unit(dimension)
    const role = { kind: 'integer', nullable: false, purpose: 'reference', references: dimension.table } as never
    await transfer.unit(
      drawFact(fact, {
        columns: { line: degenerate(integer()), dim_key: role },
        grain: ['line'],
        source: drawSource(fact, { line: integer(), id: column as never }),
        lookups: { dim_key: drawLookup(dimension, {}) },
      }),
    )
    const rows = await transfer.query(
      `SELECT d.name FROM ${fact} f JOIN ${name} d ON d.${name}_key = f.dim_key ORDER BY f.line`,
    )
    const members = await transfer.query(`SELECT COUNT(*) FROM ${name} WHERE ${name}_key > 0`)
    return { found: rows.map(([found]) => found), members: Number(members[0]?.[0]) }
  }

  it('FAULTS 1: keys beyond 2^53 are matched digit for digit', async () => {
    const unsigned = { duckdb: 'UBIGINT', mysql: 'BIGINT UNSIGNED', postgres: 'NUMERIC(20)' }[from.name]
    const keys = ['18446744073709551615', '18446744073709551614', '9007199254740993', '9007199254740992']
    expect(await foundMembers('wide_key', unsigned, decimal(20, 0), keys)).toEqual({
      found: ['1', '2', '3', '4'],
      members: 4,
    })
    const signed = ['9223372036854775807', '9223372036854775806', '-9223372036854775808']
    expect(await foundMembers('long_key', 'BIGINT', bigint(), signed)).toEqual({ found: ['1', '2', '3'], members: 3 })
  })

  const letters = ["'a'", "'a '", "'A'", "'á'", "'a\u0301'", "''", "' '"]

  it('FAULTS 11: case, accents, composition and trailing spaces tell members apart', async () => {
    const all = letters.map((_, at) => String(at + 1))
    expect(await foundMembers('letter', `VARCHAR(9)${collated}`, varchar(9), letters)).toEqual({
      found: all,
      members: 7,
    })
  })

  it('FAULTS 11: but not where the definition folds and trims', async () => {
    // The first three are one member (told three times), the next two another, the last two a third: rows that differ go to quarantine, so one name each.
    const column = folded(trimmed(varchar(9)))
    const type = `VARCHAR(9)${collated}`
    await transfer.source(`CREATE TABLE folded_letter (id ${type}, name VARCHAR(9))`)
    for (const [at, key] of letters.entries()) {
      const name = at < 3 ? 'a' : at < 5 ? 'á' : 'empty'
      await transfer.source(`INSERT INTO folded_letter VALUES (${key}, '${name}')`)
    }
    const dimension = drawDimension('folded_letter', {
      columns: { id: natural(column), name: varchar(9) },
      attributes: { name: 'type1' },
      keep: 'nothing',
      source: drawSource('folded_letter', { id: varchar(9), name: varchar(9) }),
    })
    await transfer.unit(dimension)
    const rows = await transfer.query('SELECT id, name FROM folded_letter WHERE folded_letter_key > 0 ORDER BY name')
    expect(rows).toEqual(
      expect.arrayContaining([
        ['a', 'a'],
        ['á', 'á'],
        ['', 'empty'],
      ]),
    )
    expect(rows).toHaveLength(3)
  })

  it('FAULTS 7: versions a microsecond apart do not overlap', async () => {
    const moment = from.name === 'mysql' ? 'DATETIME(6)' : 'TIMESTAMP'
    const at = (micro: string) => `'2024-02-29 23:59:59.${micro}'`
    await transfer.source(
      `CREATE TABLE quick (id INTEGER, name VARCHAR(9), since ${moment})`,
      `INSERT INTO quick VALUES (1, 'one', ${at('123456')}), (1, 'two', ${at('123457')}), (1, 'three', ${at('999999')})`,
      `CREATE TABLE quick_fact (line INTEGER, id INTEGER, seen ${moment})`,
      `INSERT INTO quick_fact VALUES (1, 1, ${at('123455')}), (2, 1, ${at('123456')}), (3, 1, ${at('123457')}), (4, 1, ${at('999998')}), (5, 1, ${at('999999')})`,
    )
    const dimension = drawDimension('quick', {
      columns: { id: natural(integer()), name: varchar(9) },
      attributes: { name: 'type2' },
      source: drawSource('quick', { id: integer(), name: varchar(9), since: timestamp() }),
      effectiveFrom: 'since',
    })
    await transfer.unit(dimension)
    const role = { kind: 'integer', nullable: false, purpose: 'reference', references: dimension.table } as never
    await transfer.unit(
      drawFact('quick_fact', {
        columns: { line: degenerate(integer()), dim_key: role, seen: measure(timestamp() as never) },
        grain: ['line'],
        source: drawSource('quick_fact', { line: integer(), id: integer(), seen: timestamp() }),
        lookups: { dim_key: drawLookup(dimension, { asOf: 'seen', beforeFirst: 'unknown' }) },
      }),
    )
    const found = await transfer.query(
      'SELECT d.name FROM quick_fact f JOIN quick d ON d.quick_key = f.dim_key ORDER BY f.line',
    )
    expect(found.map(([name]) => name)).toEqual(['Unknown', 'one', 'two', 'two', 'three'])
    const overlaps = await transfer.query(
      'SELECT COUNT(*) FROM quick a JOIN quick b ON a.id = b.id AND a.version < b.version AND a.valid_to <> b.valid_from AND b.version = a.version + 1',
    )
    expect(Number(overlaps[0]?.[0])).toBe(0)
  })
})

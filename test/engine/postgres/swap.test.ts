import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engine, openEngine, type Session } from '../../../loader/engine/index.ts'
import { describePostgres } from '../../servers/describe-postgres.ts'
import { postgresDatabase, type TestDatabase } from '../../servers/index.ts'
import { codeOf, column, make } from '../conformance/stand.ts'

const columns = [column('id', 'integer', { nullable: false }), column('t', 'text'), column('n', 'integer')]
const keys = { primaryKey: ['id'], unique: [['t']], indexes: [['n'], ['n', 't']] }
/** Roles are the server's: each run has its own. */
const role = `typeline_test_${randomBytes(4).toString('hex')}`

describePostgres('the swap', () => {
  let database: TestDatabase
  let engine: Engine
  beforeAll(async () => {
    database = await postgresDatabase()
    engine = await openEngine(database.url)
    await using session = await engine.connect()
    for (const name of [`${role}_owner`, `${role}_reader`]) await session.execute(`CREATE ROLE ${name}`)
    await session.execute(`GRANT CREATE ON SCHEMA public TO ${role}_owner`)
  })
  afterAll(async () => {
    {
      await using session = await engine.connect()
      for (const name of [`${role}_owner`, `${role}_reader`]) {
        await session.execute(`DROP OWNED BY ${name}`)
        await session.execute(`DROP ROLE ${name}`)
      }
    }
    await engine[Symbol.asyncDispose]()
    await database[Symbol.asyncDispose]()
  })

  /** A live table and its shadow, whose indexes come later, as a rebuild makes them. */
  async function tables(session: Session, live: string): Promise<void> {
    const { dialect } = session
    for (const sql of dialect.createTable({ name: live, columns, ...keys })) await session.execute(sql)
    await make(session, `${live}__5`, columns, { primaryKey: keys.primaryKey, unique: keys.unique })
    for (const sql of dialect.addIndexes(`${live}__5`, keys.indexes)) await session.execute(sql)
    await session.execute(`INSERT INTO ${dialect.quote(`${live}__5`)} VALUES (5, 'new', 5)`)
  }

  async function swap(session: Session, live: string): Promise<void> {
    await session.transaction(async () => {
      for (const sql of session.dialect.swap(live, `${live}__5`, `${live}__5_o`)) await session.execute(sql)
    })
  }

  const indexes = (session: Session, table: string) =>
    session.query({
      sql: "SELECT indexname, regexp_replace(indexdef, '^.* USING ', '') FROM pg_indexes WHERE tablename = $1 ORDER BY 1",
      params: [table],
    })

  test.each(['sale', 'Sale "of" \'x\' $swap$', `${'é'.repeat(27)}x`])(
    'hands on the names of indexes and constraints: %s',
    async (live) => {
      await using session = await engine.connect()
      await tables(session, live)
      const before = await indexes(session, live)
      expect(before).toHaveLength(4)
      const constraints = async () =>
        await session.query({
          sql: "SELECT conname, contype FROM pg_constraint c JOIN pg_class t ON t.oid = conrelid WHERE relname = $1 AND contype <> 'n' ORDER BY 1",
          params: [live],
        })
      const named = await constraints()
      await swap(session, live)
      expect(await indexes(session, live)).toEqual(before)
      expect(await constraints()).toEqual(named)
      expect(await session.query(`SELECT id FROM ${session.dialect.quote(live)}`)).toEqual([[5]])
      // And again, with the former table still there or gone.
      await session.execute(session.dialect.dropTable(`${live}__5_o`))
      await make(session, `${live}__5`, columns, keys)
      await swap(session, live)
      expect(await indexes(session, live)).toEqual(before)
    },
  )

  test('an index that the live table has not is named after it', async () => {
    await using session = await engine.connect()
    await make(session, 'late', columns, { primaryKey: ['id'] })
    await make(session, 'late__5', columns, { primaryKey: ['id'] })
    for (const sql of session.dialect.addIndexes('late__5', [['n']])) await session.execute(sql)
    await swap(session, 'late')
    expect((await indexes(session, 'late')).map(([name]) => name)).toEqual(['late_n_idx', 'late_pkey'])
  })

  test('hands on owner, grants, comments and storage options', async () => {
    await using session = await engine.connect()
    await tables(session, 'kept')
    const statements = [
      `GRANT SELECT ON kept TO ${role}_reader, PUBLIC`,
      `GRANT INSERT ON kept TO ${role}_reader WITH GRANT OPTION`,
      `GRANT UPDATE (n) ON kept TO ${role}_reader`,
      "COMMENT ON TABLE kept IS 'one line of one order; it''s here'",
      "COMMENT ON COLUMN kept.n IS 'pieces'",
      'ALTER TABLE kept SET (fillfactor = 70, autovacuum_enabled = false)',
      `ALTER TABLE kept OWNER TO ${role}_owner`,
      // What default privileges gave the shadow and nobody gave the live table.
      `GRANT DELETE ON kept__5 TO PUBLIC`,
    ]
    for (const sql of statements) await session.execute(sql)
    const facts = () =>
      session.query(
        `SELECT pg_get_userbyid(relowner), (SELECT string_agg(a::text, ' ' ORDER BY a::text) FROM unnest(relacl) a), reloptions::text,
          obj_description(c.oid, 'pg_class'), (SELECT string_agg(concat(attname, attacl, col_description(attrelid, attnum)), ' ' ORDER BY attname)
          FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0) FROM pg_class c WHERE relname = 'kept'`,
      )
    const before = await facts()
    expect(String(before[0])).toMatch(/_owner.*_reader.*fillfactor=70.*one line.*pieces/)
    await swap(session, 'kept')
    expect(await facts()).toEqual(before)
    expect(await session.query('SELECT id FROM kept')).toEqual([[5]])
  })

  test('a table without grants gets none by the swap', async () => {
    await using session = await engine.connect()
    await tables(session, 'plain')
    await session.execute('GRANT SELECT ON plain__5 TO PUBLIC')
    await swap(session, 'plain')
    expect(
      await session.query(
        `SELECT has_table_privilege('${role}_reader', 'plain', 'SELECT'), has_table_privilege('plain', 'SELECT')`,
      ),
    ).toEqual([[false, true]])
  })

  test.each([
    ['a view', ['CREATE VIEW v_view AS SELECT id FROM t_view'], 'view v_view'],
    ['a materialized view', ['CREATE MATERIALIZED VIEW v_mat AS SELECT id FROM t_mat'], 'materialized view v_mat'],
    [
      'two views',
      ['CREATE VIEW v_b AS SELECT * FROM t_two', 'CREATE VIEW v_a AS SELECT n FROM t_two'],
      'view v_a, view v_b',
    ],
    [
      'a foreign key',
      ['CREATE TABLE child (id integer REFERENCES t_fk (id))'],
      'constraint child_id_fkey on table child',
    ],
    ['a check', ['ALTER TABLE t_check ADD CONSTRAINT positive CHECK (n > 0)'], 'constraint positive on table t_check'],
    [
      'a trigger',
      [
        "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        'CREATE TRIGGER watch BEFORE UPDATE ON t_trigger FOR EACH ROW EXECUTE FUNCTION nothing()',
      ],
      'trigger watch on table t_trigger',
    ],
    ['a policy', ['CREATE POLICY own ON t_policy USING (n = 1)'], 'policy own on table t_policy'],
    ['a rule', ['CREATE RULE quiet AS ON DELETE TO t_rule DO INSTEAD NOTHING'], 'rule quiet on table t_rule'],
    ['a child', ['CREATE TABLE heir () INHERITS (t_child)'], 'table heir'],
    [
      'its row type',
      ['CREATE FUNCTION shown(t_type) RETURNS integer LANGUAGE sql AS $$SELECT 1$$'],
      'function shown(t_type)',
    ],
  ])('is refused because of %s, which is named; nothing of it is done', async (_, statements, named) => {
    await using session = await engine.connect()
    const live = /\bt_\w+/.exec(statements.join())?.[0] ?? ''
    await tables(session, live)
    for (const sql of statements) await session.execute(sql)
    const refused = swap(session, live)
    await expect(refused).rejects.toMatchObject({ code: 'dependent-objects', transient: false })
    await expect(refused).rejects.toThrow(
      `the table ${live} cannot be replaced by a new one because of: ${named}. Drop`,
    )
    const asked = session.dialect.swapObstacles(live)
    expect((await session.query(asked ?? '')).map(([thing]) => thing).join(', ')).toBe(named)
    expect(await session.query(`SELECT id FROM ${live}`)).toEqual([])
    expect(await session.query(`SELECT id FROM ${live}__5`)).toEqual([[5]])
  })

  test('a table that others depend on is not dropped; they are named', async () => {
    await using session = await engine.connect()
    await make(session, 'seen', columns)
    await session.execute('CREATE VIEW sight AS SELECT id FROM seen')
    const refused = session.execute(session.dialect.dropTable('seen'))
    await expect(refused).rejects.toMatchObject({ code: 'dependent-objects' })
    await expect(refused).rejects.toThrow('view sight depends on table seen')
  })

  test('a reader that does not end holds it up for ten seconds, then it may be tried again', async () => {
    await using session = await engine.connect()
    await using reader = await engine.connect()
    await tables(session, 'held')
    let code: string | null = null
    await reader.transaction(async () => {
      await reader.query('SELECT * FROM held')
      code = await codeOf(swap(session, 'held'))
    })
    expect(code).toBe('lock-timeout')
    await swap(session, 'held')
    expect(await session.query("SELECT current_setting('lock_timeout')")).toEqual([['50s']])
  })
})

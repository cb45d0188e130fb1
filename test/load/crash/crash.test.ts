import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { openEngine } from '../../../loader/engine/index.ts'
import { engines, type TestEngine } from '../../servers/index.ts'
import { loadStar } from './load-star.ts'

/** What a warehouse holds, without what counts runs: surrogate keys and run ids. */
interface Star {
  readonly members: readonly string[]
  readonly sales: readonly string[]
  readonly rejects: readonly string[]
}

async function starOf(url: string): Promise<Star> {
  await using engine = await openEngine(url)
  await using session = await engine.connect()
  const lines = async (sql: string) => (await session.query(sql)).map((row) => row.map(String).join(' | '))
  return {
    members: await lines(
      'SELECT id, name, city, valid_from, valid_to, is_current, version, is_inferred FROM member ORDER BY id, version, member_key',
    ),
    sales: await lines(
      'SELECT s.no, s.amount, m.id, m.name, m.version FROM sale s JOIN member m ON m.member_key = s.member_key ORDER BY s.no',
    ),
    rejects: await lines(
      "SELECT unit, reason, row_key, row_json FROM etl_reject WHERE kept AND unit_number IN (SELECT MAX(unit_number) FROM etl_unit_run WHERE status = 'done' GROUP BY unit) AND run_id = (SELECT MAX(run_id) FROM etl_run) ORDER BY unit, reject_no",
    ).then((found) => found.map((line) => line.replace(/"(member_key|inserted_run|updated_run)":\d+/g, '"$1":…'))),
  }
}

/** Runs the child with the fault; how it ended. */
function crash(url: string, fault: string): Promise<{ readonly signal: string | null; readonly output: string }> {
  const child = fileURLToPath(new URL('./child.ts', import.meta.url))
  return new Promise((resolve) => {
    const env = { ...process.env, TYPELINE_FAULT: fault }
    execFile(process.execPath, [child, url], { env, encoding: 'utf8' }, (error, stdout, stderr) =>
      resolve({ signal: error?.signal ?? null, output: stdout + stderr }),
    )
  })
}

async function statuses(url: string): Promise<readonly string[]> {
  await using engine = await openEngine(url)
  await using session = await engine.connect()
  const rows = await session.query('SELECT unit, status FROM etl_unit_run ORDER BY run_id, unit')
  return rows.map((row) => row.join(' '))
}

async function working(url: string): Promise<readonly string[]> {
  await using engine = await openEngine(url)
  await using session = await engine.connect()
  return [...(await session.tablesLike('sale__')), ...(await session.tablesLike('member__'))]
}

async function loadDay(url: string, day: 1 | 2): Promise<void> {
  for (const { unit, status, error } of await loadStar(url, day))
    expect({ unit, status, error }).toEqual({ unit, status: 'done', error: undefined })
}

const every: readonly TestEngine['name'][] = ['duckdb', 'mysql', 'postgres']

/** Where the process dies; how the log tells of it once the next run has looked; where the point exists. */
const points: readonly [point: string, told: readonly string[], where?: readonly TestEngine['name'][]][] = [
  ['dimension.stage.loaded', ['member failed']],
  ['dimension.publish.before-marker', ['member failed']],
  ['dimension.publish.after-marker', ['member done']],
  ['infer.inserted', ['member done', 'sale failed']],
  ['infer.committed', ['member done', 'sale failed']],
  ['fact.batch.before-marker', ['member done', 'sale failed']],
  ['fact.batch.after-marker', ['member done', 'sale failed']],
  ['fact.batch.before-marker:3', ['member done', 'sale failed']],
  ['fact.batch.after-marker:4', ['member done', 'sale failed']],
  ['fact.duplicates.before-marker', ['member done', 'sale failed']],
  ['fact.publish.before-publishing', ['member done', 'sale failed'], ['mysql']],
  ['fact.publish.before-swap', ['member done', 'sale failed']],
  ['fact.publish.after-swap', ['member done', 'sale failed'], ['duckdb', 'postgres']],
  // The swap is in, its marker not: the names of the tables tell.
  ['fact.publish.after-swap', ['member done', 'sale done'], ['mysql']],
  ['fact.publish.after-marker', ['member done', 'sale done']],
]

describe.each(engines)('SIGKILL, then the same again ($name)', (engine) => {
  let clean: Star
  beforeAll(async () => {
    await using database = await engine.database()
    await loadDay(database.url, 1)
    await loadDay(database.url, 2)
    clean = await starOf(database.url)
  })

  it('the clean run has what the crashed ones are compared with', () => {
    expect(clean.members.length).toBeGreaterThan(10)
    expect(clean.sales).toHaveLength(37)
    expect(clean.rejects).toHaveLength(3)
  })

  it.each(points.filter(([, , where = every]) => where.includes(engine.name)))('at %s', async (point, told) => {
    await using database = await engine.database()
    await loadDay(database.url, 1)
    expect(await crash(database.url, point)).toEqual({ signal: 'SIGKILL', output: '' })
    await loadDay(database.url, 2)
    expect(await starOf(database.url)).toEqual(clean)
    expect(await working(database.url)).toEqual([])
    expect(await statuses(database.url)).toEqual(['member done', 'sale done', ...told, 'member done', 'sale done'])
  })
})

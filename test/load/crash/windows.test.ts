import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { openEngine } from '../../../loader/engine/index.ts'
import { engines, type TestEngine } from '../../servers/index.ts'
import { fillShop, loadWindowStar } from './window-star.ts'

/** What an incremental fact and its dimension are, without what counts runs: their rows, up to where they were read, what missed; and tables left over. */
async function starOf(url: string): Promise<Readonly<Record<string, readonly string[]>>> {
  await using engine = await openEngine(url)
  await using session = await engine.connect()
  const lines = async (sql: string) => (await session.query(sql)).map((row) => row.map(String).join(' | '))
  return {
    sales: await lines(
      'SELECT s.no, s.amount, COALESCE(m.id, m.member_key) FROM sale s JOIN member m ON m.member_key = s.member_key ORDER BY s.no',
    ),
    members: await lines('SELECT id, city FROM member WHERE member_key > 0 ORDER BY id'),
    watermark: await lines('SELECT unit, read_to FROM etl_watermark ORDER BY unit'),
    misses: await lines('SELECT unit, role, natural_key, grain FROM etl_miss ORDER BY grain'),
    left: [...(await session.tablesLike('sale__')), ...(await session.tablesLike('member__'))],
  }
}

function crash(url: string, fault: string): Promise<{ readonly signal: string | null; readonly output: string }> {
  const child = fileURLToPath(new URL('./window-child.ts', import.meta.url))
  return new Promise((resolve) => {
    const env = { ...process.env, TYPELINE_FAULT: fault }
    execFile(process.execPath, [child, url], { env, encoding: 'utf8' }, (error, stdout, stderr) =>
      resolve({ signal: error?.signal ?? null, output: stdout + stderr }),
    )
  })
}

async function load(url: string): Promise<void> {
  for (const { unit, status, error } of await loadWindowStar(url))
    expect({ unit, status, error }).toEqual({ unit, status: 'done', error: undefined })
}

const every: readonly TestEngine['name'][] = ['duckdb', 'mysql', 'postgres']

/** Where the process dies: in the load of a window, between work and publish above all. */
const points = [
  // Of the dimension: what changed stands in a stage, its watermark in the same transaction.
  'dimension.publish.before-marker',
  'fact.batch.before-marker',
  'fact.batch.after-marker:2',
  'fact.duplicates.before-marker',
  'fact.compare.before-marker',
  'fact.publish.before-insert',
  'fact.publish.before-marker',
  'fact.publish.after-marker',
]

/** In the first load, which swaps a table in. */
const firstPoints: readonly [string, (readonly TestEngine['name'][])?][] = [
  ['fact.publish.before-publishing', ['mysql']],
  ['fact.publish.before-swap'],
  // On MySQL the swap is in, its marker not, and the watermark waits in the log.
  ['fact.publish.after-swap'],
  ['fact.publish.after-marker'],
]

describe.each(engines)('SIGKILL in a load by windows, then the same again ($name)', (engine) => {
  const clean: Readonly<Record<string, readonly string[]>>[] = []
  beforeAll(async () => {
    await using database = await engine.database()
    for (const day of [1, 2] as const) {
      await fillShop(database.url, day)
      await load(database.url)
      clean.push(await starOf(database.url))
    }
  })

  it('the clean runs have what the crashed ones are compared with', () => {
    expect(clean.map(({ sales }) => sales?.length)).toEqual([35, 47])
    // Day 2 looks back as far as member 1.
    expect(clean[1]?.['members']).toEqual(['0 | day 1', '1 | day 2', '2 | day 2', '3 | day 2', '4 | day 2'])
    expect(clean.map(({ misses }) => misses?.length)).toEqual([11, 8])
    expect(clean.map(({ watermark }) => watermark)).toEqual([
      ['member | 4', 'sale | 35'],
      ['member | 5', 'sale | 50'],
    ])
    expect(clean.map(({ left }) => left)).toEqual([[], []])
  })

  it.each(points)('at %s', async (point) => {
    await using database = await engine.database()
    await fillShop(database.url, 1)
    await load(database.url)
    await fillShop(database.url, 2)
    expect(await crash(database.url, point)).toEqual({ signal: 'SIGKILL', output: '' })
    await load(database.url)
    expect(await starOf(database.url)).toEqual(clean[1])
  })

  it.each(firstPoints.filter(([, where = every]) => where.includes(engine.name)))(
    'first load, at %s',
    async (point) => {
      await using database = await engine.database()
      await fillShop(database.url, 1)
      expect(await crash(database.url, point)).toEqual({ signal: 'SIGKILL', output: '' })
      await load(database.url)
      expect(await starOf(database.url)).toEqual(clean[0])
    },
  )
})

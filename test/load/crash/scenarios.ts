import { openEngine } from '../../../loader/engine/index.ts'
import {
  applyTable,
  checkTable,
  copyTables,
  dropTables,
  isDestructive,
  planTable,
  restoreReserved,
} from '../../../loader/load/index.ts'
import { noCounts } from '../../../loader/load/unit-counts.ts'
import {
  beginRun,
  countRejects,
  type Marker,
  openLog,
  readRejects,
  readRunningUnits,
  readRuns,
  takeUnit,
} from '../../../loader/log/index.ts'
import type { UnitDefinition } from '../../../loader/model/index.ts'
import { type CuttingProxy, cuttingProxy } from '../../log/cutting-proxy.ts'
import type { EngineName } from '../../servers/index.ts'
import { beyondMemory } from './beyond-memory.ts'
import { byRanges } from './by-ranges.ts'
import { dieInBatches } from './die-in-batches.ts'
import { inRun, loadOne, loadSteps, type OpenRun, type Step } from './load-units.ts'
import { makeAsSecond } from './make-as-second.ts'
import { queuedRuns } from './queued-runs.ts'
import type { Scenario } from './scenario.ts'
import { brokenUnit, crashStar, type Day, narrowed, widened } from './star.ts'
import { entry, takeTwice } from './take-twice.ts'
import { starWhereRowsAre } from './where-rows-are.ts'

export type { Scenario }

const every: readonly EngineName[] = ['duckdb', 'mysql', 'postgres']
const executionTime = (day: Day) => `2020-0${day + 1}-01 00:00:00.000000`
const dayOne = (url: string, folder: string) => inRun(url, executionTime(1), loadSteps(crashStar(1, folder)))

export const scenarios: readonly Scenario[] = [
  {
    name: 'the first load',
    engines: every,
    only: 'postgres',
    before: async () => undefined,
    executionTime: executionTime(1),
    steps: (_, folder) => [makeAsSecond(crashStar(1, folder).slice(0, 1)), ...loadSteps(crashStar(1, folder))],
    units: (folder) => crashStar(1, folder),
  },
  {
    name: 'the next load',
    engines: every,
    async before(url, folder) {
      await dayOne(url, folder)
      // What a process left behind that was killed long ago.
      await execute(url, ['CREATE TABLE visit__1 (i integer)'])
    },
    executionTime: executionTime(2),
    steps: (_, folder) => loadSteps(crashStar(2, folder)),
    units: (folder) => crashStar(2, folder),
  },
  beyondMemory,
  byRanges,
  {
    name: 'loads that were interrupted before',
    engines: every,
    only: 'duckdb',
    async before(url, folder) {
      await inRun(url, executionTime(1), loadSteps(looked(1, folder)))
      const units = looked(2, folder)
      await inRun(url, executionTime(2), loadSteps(units.filter(({ kind }) => kind === 'dimension')))
      for (const fact of units.filter(({ kind }) => kind === 'fact'))
        await inRun(url, executionTime(2), [(open) => dieInBatches(open, fact)])
    },
    executionTime: executionTime(2),
    // One goes on, one begins anew, since its rows come from no query.
    steps: (_, folder) => loadSteps(looked(2, folder).filter(({ kind }) => kind === 'fact')),
    units: (folder) => looked(2, folder),
  },
  {
    name: 'other commands, a swap to be settled, a unit that fails',
    engines: every,
    only: 'mysql',
    async before(url, folder) {
      await dayOne(url, folder)
      await execute(url, [
        'DELETE FROM member WHERE member_key = -1',
        'UPDATE visit SET region_key = 999 WHERE no = 1',
        'CREATE TABLE place__1 (i integer)',
        // A process was killed when it was about to swap.
        "UPDATE etl_unit_run SET status = 'publishing', finished_at = NULL WHERE unit = 'scan'",
      ])
    },
    executionTime: executionTime(2),
    steps: (_, folder) => commands(folder),
    units: (folder) => [...altered(folder), extra(folder)],
  },
  {
    name: 'rows that are loaded where they are',
    engines: ['duckdb'],
    only: 'duckdb',
    before: (url) => inRun(url, executionTime(1), loadSteps(starWhereRowsAre(1), 'usual')),
    executionTime: executionTime(2),
    steps: () => loadSteps(starWhereRowsAre(2), 'usual'),
    units: () => starWhereRowsAre(2),
  },
  {
    name: 'connections that break at COMMIT and at the swap',
    engines: ['mysql', 'postgres'],
    only: 'mysql',
    before: dayOne,
    executionTime: executionTime(2),
    steps: breaks,
    units: (folder) => crashStar(2, folder),
  },
]

const named = (names: readonly string[]) => (day: Day, folder: string) =>
  crashStar(day, folder).filter(({ name }) => names.includes(name))
const looked = named(['region', 'member', 'sale', 'visit'])
const pair = named(['member', 'sale'])

async function execute(url: string, statements: readonly string[]): Promise<void> {
  await using engine = await openEngine(url)
  await using session = await engine.connect()
  for (const statement of statements) await session.execute(statement)
}

/** A dimension and a fact alone, for what is tried in few places. */
export const memberAndSale: Scenario = {
  name: 'a dimension and a fact that looks it up',
  engines: every,
  before: (url, folder) => inRun(url, executionTime(1), loadSteps(pair(1, folder))),
  executionTime: executionTime(2),
  steps: (_, folder) => loadSteps(pair(2, folder)),
  units: (folder) => pair(2, folder),
}

function commands(folder: string): readonly Step[] {
  const { signal } = new AbortController()
  const all = { run: null, units: null, reason: null }
  const units = crashStar(2, folder)
  const member = units.find(({ name }) => name === 'member')
  const sale = units.filter(({ name }) => name === 'sale')
  return [
    async (open) => void (member?.kind === 'dimension' && (await restoreReserved(member, open))),
    async ({ warehouse }) => {
      await readRuns(warehouse, 5)
      await readRunningUnits(warehouse)
      await countRejects(warehouse, all)
      await readRejects(warehouse, all, 5)
    },
    async ({ warehouse }) => {
      await using session = await warehouse.connect()
      for (const unit of units) await checkTable(session, unit, signal)
    },
    async ({ warehouse }) => {
      await using scratch = await openEngine('duckdb::memory:')
      await copyTables(warehouse, scratch, units, signal)
    },
    ...[...altered(folder), extra(folder)].map((unit) => (open: OpenRun) => applyAll(unit, open)),
    async (open) => void (await dropTables(sale, open)),
    takeTwice,
    queuedRuns,
    async (open) => {
      const { status } = await loadOne(open, brokenUnit())
      if (status !== 'failed') throw new Error(`It should have failed, and is ${status}.`)
    },
    ...loadSteps([...altered(folder), extra(folder)]),
  ]
}

async function applyAll(unit: UnitDefinition, { warehouse, log, run }: OpenRun): Promise<void> {
  await using session = await warehouse.connect()
  const { steps } = await planTable(session, unit)
  const agreed = new Set(steps.filter(isDestructive).map(({ sentence }) => sentence))
  await applyTable(unit, { log, run, agreed, done: () => undefined })
}

/** Day 2 with a table that was changed, and one that is new. */
function altered(folder: string): readonly UnitDefinition[] {
  return crashStar(2, folder).map((unit) =>
    unit.name === 'place' ? widened(unit) : unit.name === 'contract' ? narrowed(unit) : unit,
  )
}

function extra(folder: string): UnitDefinition {
  const [region] = crashStar(2, folder)
  if (region === undefined) throw new Error('The star is empty.')
  return { ...region, name: 'extra', table: { ...region.table, name: 'extra' } }
}

/** COMMIT and swap reach the server, their answers are lost; then the same when another has taken over meanwhile. */
function breaks(url: string, folder: string): readonly Step[] {
  const through = (work: (open: OpenRun, proxy: CuttingProxy) => Promise<void>) => async (open: OpenRun) => {
    await using proxy = await cuttingProxy(url)
    await using warehouse = await openEngine(proxy.url)
    await work({ ...open, warehouse, log: await openLog(warehouse) }, proxy)
  }
  return [
    ...crashStar(2, folder).map((unit) =>
      through(async (open, proxy) => {
        if (unit.name === 'sale' && url.startsWith('mysql:')) proxy.cutNext('RENAME TABLE `sale` TO', 'arrived')
        for (const step of loadSteps([unit])) await step(open)
      }),
    ),
    through(async ({ log, run }, proxy) => {
      await using owner = await takeUnit(log, run, entry)
      for (const marker of [null, batch]) {
        await owner.session()
        proxy.cutNextCommit('arrived')
        await owner.commit(marker, async () => undefined)
      }
    }),
    through(async (open, proxy) => {
      await using owner = await takeUnit(open.log, open.run, entry)
      await owner.session()
      await using direct = await openEngine(url)
      await using later = new AsyncDisposableStack()
      proxy.cutNextCommit('lost', async () => {
        await using session = await direct.connect()
        const [row] = await session.query("SELECT connections FROM etl_lock WHERE unit = 'entry'")
        for (const id of JSON.parse(String(row?.[0])) as readonly string[]) await session.kill(id)
        const log = await openLog(direct)
        later.use(await takeUnit(log, await beginRun(log, { software: 'test' }), entry))
      })
      const late = await owner.commit(null, async () => undefined).catch((error: unknown) => error)
      if (!String(late).includes('taken over')) throw new Error(`It should have been fenced: ${late}`)
    }),
  ]
}

const batch: Marker = { kind: 'batch', batch: 1, rows: 0, counts: noCounts(), rejects: [] }

import { expect, it } from 'vitest'
import { LoadError } from '../../loader/errors/index.ts'
import { type EtlEvent, loadUnits, openConnections, planUnits, tellAll, unitGraph } from '../../loader/etl/index.ts'
import { units, warehouse } from '../../loader/index.ts'
import { openMetrics } from '../../loader/notify/index.ts'
import { makeShop } from '../cli/shop/rows.ts'
import { item, sale, store } from '../cli/shop/units.ts'
import { outcome, skipped } from '../etl/unit-results.ts'
import { duckdbDatabase } from '../servers/index.ts'
import { metricLines } from './metric-lines.ts'

/** The lines of ours, without those of times and buckets. */
async function counted(text: Promise<string>): Promise<Readonly<Record<string, number>>> {
  const lines = [...metricLines(await text)].filter(
    ([name]) => /^typeline_/.test(name) && !/_bucket|_sum|_stamp|timestamp/.test(name),
  )
  return Object.fromEntries(lines.filter(([, value]) => value !== 0))
}

it('after a load: its units, its rows by what became of them, its times', async () => {
  await using source = await duckdbDatabase()
  await using into = await duckdbDatabase()
  await makeShop(source.url)
  const made = warehouse({
    sources: { shop: source.url },
    warehouse: into.url,
    dimensions: units({ store, item }),
    facts: units({ sale }),
  })
  const metrics = await openMetrics()
  const running: (number | undefined)[] = []
  await using connections = openConnections(made, { missingWarehouse: 'make', notice: () => {} })
  const texts: Promise<string>[] = []
  const before = Date.now() / 1000
  const result = await loadUnits({
    warehouse: made,
    plan: planUnits(unitGraph(made), { kinds: new Set(['dimension', 'fact']), select: [], exclude: [] }),
    connections,
    software: 'test',
    command: 'test',
    executionTime: null,
    acceptShrink: false,
    signal: new AbortController().signal,
    listener: tellAll([
      metrics.listener,
      ({ kind }: EtlEvent) => {
        if (kind === 'unit-started') texts.push(metrics.text())
      },
    ]),
  })
  for (const text of texts) running.push(sum(metricLines(await text), 'typeline_units_running'))
  expect(running).toEqual([1, 1, 1])
  expect(await counted(metrics.text())).toEqual({
    'typeline_runs_total{reason="done"}': 1,
    'typeline_units_total{kind="dimension",status="done",unit="store"}': 1,
    'typeline_units_total{kind="dimension",status="done",unit="item"}': 1,
    'typeline_units_total{kind="fact",status="done",unit="sale"}': 1,
    'typeline_rows_read_total{kind="dimension",unit="store"}': 10,
    'typeline_rows_read_total{kind="dimension",unit="item"}': 2,
    'typeline_rows_read_total{kind="fact",unit="sale"}': 4,
    'typeline_rows_total{effect="new",kind="dimension",unit="store"}': 10,
    'typeline_rows_total{effect="new",kind="dimension",unit="item"}': 2,
    'typeline_rows_total{effect="new",kind="fact",unit="sale"}': 4,
    'typeline_unit_duration_seconds_count{kind="dimension",status="done",unit="store"}': 1,
    'typeline_unit_duration_seconds_count{kind="dimension",status="done",unit="item"}': 1,
    'typeline_unit_duration_seconds_count{kind="fact",status="done",unit="sale"}': 1,
  })
  const lines = metricLines(await metrics.text())
  for (const unit of result.units) {
    if (unit.status === 'skipped') continue
    const labels = `{kind="${unit.kind}",unit="${unit.unit}"}`
    const success = lines.get(`typeline_unit_last_success_timestamp_seconds${labels}`) ?? 0
    expect(success).toBeGreaterThanOrEqual(before)
    expect(success).toBeLessThanOrEqual(Date.now() / 1000)
    const seconds = lines.get(
      `typeline_unit_duration_seconds_sum{kind="${unit.kind}",status="done",unit="${unit.unit}"}`,
    )
    expect(seconds).toBeCloseTo(unit.milliseconds / 1000, 6)
  }
  expect(lines.get('process_resident_memory_bytes')).toBeGreaterThan(0)
})

function sum(lines: ReadonlyMap<string, number>, name: string): number {
  return [...lines].filter(([key]) => key.startsWith(name)).reduce((all, [, value]) => all + value, 0)
}

it('failures, what is skipped for them, and a second run, added up; rows of what is not done are none', async () => {
  const metrics = await openMetrics({ stopped: () => 'terminated' })
  const failed = outcome('store', { status: 'failed', error: new LoadError('x', 'No.'), counts: { read: 5, new: 5 } })
  const cancelled = outcome('item', { status: 'cancelled', milliseconds: 90_000 })
  const done = outcome('item', { counts: { read: 9, new: 4, version: 2, overwritten: 1, unchanged: 1, rejected: 1 } })
  const run = { id: 1, executionTime: '' }
  const tell: readonly EtlEvent[] = [
    { kind: 'unit-started', unit: 'store', unitKind: 'dimension' },
    { kind: 'unit-failed', outcome: failed },
    { kind: 'unit-started', unit: 'item', unitKind: 'dimension' },
    { kind: 'unit-finished', outcome: done },
    { kind: 'unit-skipped', unit: skipped('sale', ['store']) },
    { kind: 'run-finished', result: { run, units: [failed, done, skipped('sale', ['store'])], milliseconds: 0 } },
    { kind: 'unit-started', unit: 'item', unitKind: 'dimension' },
    { kind: 'unit-failed', outcome: cancelled },
    { kind: 'run-finished', result: { run, units: [cancelled], milliseconds: 0 } },
    { kind: 'unit-started', unit: 'item', unitKind: 'dimension' },
    { kind: 'unit-finished', outcome: done },
  ]
  for (const event of tell) metrics.listener(event)
  expect(await counted(metrics.text())).toEqual({
    'typeline_runs_total{reason="unit-failed"}': 1,
    'typeline_runs_total{reason="terminated"}': 1,
    'typeline_units_total{kind="dimension",status="failed",unit="store"}': 1,
    'typeline_units_total{kind="dimension",status="done",unit="item"}': 2,
    'typeline_units_total{kind="dimension",status="cancelled",unit="item"}': 1,
    'typeline_units_total{kind="fact",status="skipped",unit="sale"}': 1,
    'typeline_rows_read_total{kind="dimension",unit="item"}': 18,
    'typeline_rows_total{effect="new",kind="dimension",unit="item"}': 8,
    'typeline_rows_total{effect="version",kind="dimension",unit="item"}': 4,
    'typeline_rows_total{effect="overwritten",kind="dimension",unit="item"}': 2,
    'typeline_rows_total{effect="unchanged",kind="dimension",unit="item"}': 2,
    'typeline_rows_total{effect="rejected",kind="dimension",unit="item"}': 2,
    'typeline_unit_duration_seconds_count{kind="dimension",status="failed",unit="store"}': 1,
    'typeline_unit_duration_seconds_count{kind="dimension",status="done",unit="item"}': 2,
    'typeline_unit_duration_seconds_count{kind="dimension",status="cancelled",unit="item"}': 1,
  })
  const lines = metricLines(await metrics.text())
  const bucket = (le: string) =>
    lines.get(`typeline_unit_duration_seconds_bucket{kind="dimension",le="${le}",status="cancelled",unit="item"}`)
  expect([bucket('60'), bucket('120'), bucket('+Inf')]).toEqual([0, 1, 1])
  expect(lines.has('typeline_unit_last_success_timestamp_seconds{kind="dimension",unit="store"}')).toBe(false)
  expect(lines.has('typeline_queue_up')).toBe(false)
})

it('two processes in one: each has metrics of its own', async () => {
  const [one, other] = [await openMetrics(), await openMetrics()]
  one.listener({ kind: 'unit-skipped', unit: skipped('sale', []) })
  expect(Object.keys(await counted(one.text()))).toHaveLength(1)
  expect(await counted(other.text())).toEqual({})
})

it('queues: their sizes at each scrape; none, and said so, where they do not answer', async () => {
  let answer: () => Promise<Record<string, Record<string, number>>> = async () => ({
    units: { waiting: 3, active: 1 },
    refreshes: { delayed: 2 },
  })
  const metrics = await openMetrics({ queueSizes: () => answer() })
  expect(await counted(metrics.text())).toEqual({
    typeline_queue_up: 1,
    'typeline_queue_tasks{queue="units",state="waiting"}': 3,
    'typeline_queue_tasks{queue="units",state="active"}': 1,
    'typeline_queue_tasks{queue="refreshes",state="delayed"}': 2,
  })
  answer = () => Promise.reject(new Error('Redis is gone.'))
  expect(await counted(metrics.text())).toEqual({})
  expect(metricLines(await metrics.text()).get('typeline_queue_up')).toBe(0)
  answer = async () => ({ units: { waiting: 1 } })
  expect(await counted(metrics.text())).toEqual({
    typeline_queue_up: 1,
    'typeline_queue_tasks{queue="units",state="waiting"}': 1,
  })
})

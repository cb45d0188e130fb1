import type { EtlEvent, Listener, Reason, UnitResult } from '../etl/index.ts'
import { ended, reasonOfRun } from '../etl/index.ts'
import { loadMeters, type Meters } from './meters.ts'
import type { QueueSizes } from './queue-gauges.ts'

/** What a process has loaded, in Prometheus' text format. */
export interface Metrics {
  readonly listener: Listener
  readonly contentType: string
  text(): Promise<string>
}

export interface MetricsOptions {
  /** Asked at each scrape, 5 s at most; absent: no queue. */
  readonly queueSizes?: () => Promise<QueueSizes>
  /** The reason that a signal gives a run's end; default: none. */
  readonly stopped?: () => Reason | null
}

/** Metrics in a registry of their own, with those of the process (`process_…`, `nodejs_…`). */
export async function openMetrics({ queueSizes, stopped = () => null }: MetricsOptions = {}): Promise<Metrics> {
  const { registry, meters, refresh } = await loadMeters(queueSizes)
  return {
    listener: (event: EtlEvent) => {
      if (event.kind === 'unit-started') meters.running.inc({ unit: event.unit, kind: event.unitKind })
      if (event.kind === 'run-finished') meters.runs.inc({ reason: reasonOfRun(event.result, stopped()) })
      const unit = ended(event)
      if (unit !== null) count(unit, meters)
    },
    contentType: registry.contentType,
    // First the queue, since the registry reads all of its metrics at once.
    text: async () => {
      await refresh()
      return await registry.metrics()
    },
  }
}

function count(result: UnitResult, meters: Meters): void {
  const { unit, kind, status } = result
  const labels = { unit, kind }
  meters.units.inc({ ...labels, status })
  if (result.status === 'skipped') return
  meters.running.dec(labels)
  meters.duration.observe({ ...labels, status }, result.milliseconds / 1000)
  // What a unit that is not done has done was taken back.
  if (result.status !== 'done') return
  const { read, ...effects } = result.counts
  meters.read.inc(labels, read)
  for (const [effect, rows] of Object.entries(effects)) meters.rows.inc({ ...labels, effect }, rows)
  meters.success.setToCurrentTime(labels)
}

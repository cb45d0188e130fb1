import type { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { type QueueSizes, queueGauges } from './queue-gauges.ts'

export interface Meters {
  readonly runs: Counter<'reason'>
  readonly units: Counter<'unit' | 'kind' | 'status'>
  readonly running: Gauge<'unit' | 'kind'>
  readonly read: Counter<'unit' | 'kind'>
  readonly rows: Counter<'unit' | 'kind' | 'effect'>
  readonly duration: Histogram<'unit' | 'kind' | 'status'>
  readonly success: Gauge<'unit' | 'kind'>
}

/** Seconds: of a dimension that is a second's work, and of a fact that takes the night. */
const buckets = [0.5, 1, 5, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 28_800]

const labelNames = ['unit', 'kind'] as const

export async function loadMeters(
  queueSizes: (() => Promise<QueueSizes>) | undefined,
): Promise<{ readonly registry: Registry; readonly meters: Meters; readonly refresh: () => Promise<void> }> {
  // Only where metrics are wanted: the command line's start is measured in tens of milliseconds.
  const client = await import('prom-client')
  const registry = new client.Registry()
  const registers = [registry]
  client.collectDefaultMetrics({ register: registry })
  const meters = {
    runs: new client.Counter({
      name: 'typeline_runs_total',
      help: 'Runs that ended in this process, by the reason of their exit status.',
      labelNames: ['reason'],
      registers,
    }),
    units: new client.Counter({
      name: 'typeline_units_total',
      help: 'Units that ended: done, failed, fenced, cancelled or skipped.',
      labelNames: [...labelNames, 'status'],
      registers,
    }),
    running: new client.Gauge({
      name: 'typeline_units_running',
      help: 'Units that are being loaded by this process.',
      labelNames,
      registers,
    }),
    read: new client.Counter({
      name: 'typeline_rows_read_total',
      help: 'Source rows that units that are done have read.',
      labelNames,
      registers,
    }),
    rows: new client.Counter({
      name: 'typeline_rows_total',
      help: 'The same rows by what became of each: new, version, overwritten, unchanged, duplicate, superseded, rejected.',
      labelNames: [...labelNames, 'effect'],
      registers,
    }),
    duration: new client.Histogram({
      name: 'typeline_unit_duration_seconds',
      help: 'How long units took that were begun.',
      labelNames: [...labelNames, 'status'],
      buckets,
      registers,
    }),
    success: new client.Gauge({
      name: 'typeline_unit_last_success_timestamp_seconds',
      help: 'When a unit was last done in this process, in seconds since 1970.',
      labelNames,
      registers,
    }),
  }
  const refresh = queueSizes === undefined ? async () => {} : queueGauges(client, registry, queueSizes)
  return { registry, meters, refresh }
}

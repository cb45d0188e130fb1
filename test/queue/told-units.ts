import type { EtlEvent } from '../../loader/etl/index.ts'

/** What was told of units, in order: `shop begins`, `shop done`, `sale skipped`. */
export function toldUnits({ events }: { readonly events: readonly EtlEvent[] }): readonly string[] {
  return events.flatMap((event) => {
    if (event.kind === 'unit-started') return [`${event.unit} begins`]
    if (event.kind === 'unit-finished' || event.kind === 'unit-failed')
      return [`${event.outcome.unit} ${event.outcome.status}`]
    return event.kind === 'unit-skipped' ? [`${event.unit.unit} skipped`] : []
  })
}

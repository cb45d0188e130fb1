import type { Cells } from '../../../schema/index.ts'
import { maskedJson } from '../../conform/masked-json.ts'
import type { LoadContext } from '../../context.ts'
import type { LoadState } from '../../unit-state.ts'
import { conformMember } from '../conform-member.ts'
import { type DimensionLoad, extractRows } from '../dimension-load.ts'
import { keyOfRejected } from '../key-of-rejected.ts'
import { PairingMemory } from '../pairing-memory.ts'
import type { SpilledRejects } from './spilled-rejects.ts'
import { presentRow, stagedRow } from './staged-rows.ts'

/** A dimension's source on its way to the stage. */
export class SourceRows {
  readonly #load: DimensionLoad
  readonly #rejects: SpilledRejects
  /** What would be needed to pair them in memory. */
  readonly memory = new PairingMemory(Number.POSITIVE_INFINITY)
  /** Rows read so far. */
  read = 0
  /** Whether nobody can be told gone: there are rows whose member is not known, or not all were read. */
  nobodyGone: boolean

  constructor(load: DimensionLoad, sample: boolean, rejects: SpilledRejects) {
    this.#load = load
    this.#rejects = rejects
    this.nobodyGone = sample
  }

  /** The cells of `StagedRows`; rejects are spilled on the way. */
  async *cells(context: LoadContext, state: LoadState): AsyncGenerator<readonly Cells[], void, undefined> {
    const { dimension, columns, layout, limits, references } = this.#load
    const conform = conformMember(dimension, columns, layout, limits, references)
    const keyOf = keyOfRejected(dimension, columns, layout, limits)
    const natural = columns.natural.length
    let rows = 0
    for await (const batch of extractRows(this.#load, context, context.signal)) {
      this.read += batch.read
      await this.#rejects.add(batch.rejects)
      const cells: Cells[] = []
      const present = (key: Cells | null | 'unknown'): void => {
        if (key === 'unknown') this.nobodyGone = true
        else if (key !== null) cells.push(presentRow(key.slice(0, natural)))
      }
      for (const raw of batch.rejected) present(raw === null ? 'unknown' : keyOf(raw))
      for (const raw of batch.rows) {
        this.memory.rows.add(raw)
        const found = conform(raw, rows)
        if ('reject' in found) {
          await this.#rejects.add([found.reject])
          present(found.natural)
          continue
        }
        rows += 1
        const { row, smartKey } = found
        cells.push(stagedRow(found.cells.slice(0, natural), { row, smartKey, json: maskedJson(raw, layout.columns) }))
      }
      state.counts.read = this.read
      context.progress({ unit: dimension.name, phase: 'reading', read: this.read, sent: 0 })
      if (cells.length > 0) yield cells
    }
  }
}

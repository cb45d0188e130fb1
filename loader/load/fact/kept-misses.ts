import type { KeptMiss } from '../../log/index.ts'
import type { LookupShape } from '../../model/index.ts'
import type { RawRow } from '../../schema/index.ts'
import type { SourceLayout } from '../extract/source-layout.ts'
import type { GrainOfRow } from './grain-of-row.ts'

/** The misses of one load that Unknown answered, each role and grain once, batch by batch. */
export class KeptMisses {
  readonly #grain: GrainOfRow
  readonly #layout: SourceLayout
  readonly #known = new Set<string>()
  #batch: KeptMiss[] = []

  constructor(grain: GrainOfRow, layout: SourceLayout) {
    this.#grain = grain
    this.#layout = layout
  }

  /** A row that is loaded with Unknown in these roles. */
  add(roles: readonly (readonly [role: string, lookup: LookupShape])[], raw: RawRow): void {
    const grain = this.#grain.text(raw)
    if (grain === null) return
    for (const [role, { on, dimension }] of roles) {
      const name = `${role} ${grain}`
      if (this.#known.has(name)) continue
      this.#known.add(name)
      const key = Object.entries(on).map(([natural, source]) => {
        const { at } = this.#layout.column(source)
        const masked = this.#layout.columns[at]?.masked === true || dimension.table.columns[natural]?.masked === true
        return [natural, masked ? '(masked)' : (raw[at] ?? null)]
      })
      this.#batch.push({ role, naturalKey: JSON.stringify(Object.fromEntries(key)), grain })
    }
  }

  /** Those of rows that were looked up since the last batch was in. */
  get ofBatch(): readonly KeptMiss[] {
    return this.#batch
  }

  batchIsIn(): void {
    this.#batch = []
  }
}

import { type FactShape, grainSources } from '../../model/index.ts'
import type { Cell, Cells, ColumnShape, RawRow } from '../../schema/index.ts'
import { type ConformRow, compileConform } from '../conform/compile-conform.ts'
import type { Limits } from '../conform/converter.ts'
import { nullableColumn, rowZone } from '../extract/conform-columns.ts'
import { boundInteger } from '../extract/period.ts'
import { localTime } from '../extract/shift-moment.ts'
import type { SourceLayout } from '../extract/source-layout.ts'

/** A fact's grain by its source columns: as the text that etl_miss keeps, and as values that find its rows in the source again. */
export class GrainOfRow {
  /** Source columns, in order. */
  readonly columns: readonly string[]
  readonly #kinds: readonly (ColumnShape['kind'] | undefined)[]
  readonly #conform: ConformRow
  readonly #zone: string | undefined

  constructor(fact: FactShape, layout: SourceLayout, limits: Limits) {
    this.columns = grainSources(fact)
    this.#kinds = this.columns.map((name) => fact.source.columns[name]?.kind)
    this.#zone = fact.source.zone
    this.#conform = compileConform(
      this.columns.map((name, at) => ({
        at: layout.column(name).at,
        target: { name, column: nullableColumn({ kind: passing(this.#kinds[at]) }) },
      })),
      limits,
      rowZone(fact.source),
    )
  }

  /** JSON; null for a row that has no grain, since a value of it is NULL or none of its type. */
  text(raw: RawRow): string | null {
    const cells: Cell[] = []
    return this.#conform(raw, cells) === null && !cells.includes(null) ? JSON.stringify(cells) : null
  }

  /** The values as they are bound in a query of the source; null for a text that another definition has kept. */
  values(text: string): Cells | null {
    const cells = JSON.parse(text) as Cells
    if (!Array.isArray(cells) || cells.length !== this.columns.length) return null
    return cells.map((cell, at) => {
      if (typeof cell !== 'string') return cell
      const kind = this.#kinds[at]
      if (kind === 'integer' || kind === 'bigint') return boundInteger(cell)
      return kind === 'timestamp' && this.#zone !== undefined ? localTime(cell, this.#zone) : cell
    })
  }
}

/** The widest type of the kind: what fits is the table's to say. */
function passing(kind: ColumnShape['kind'] | undefined): ColumnShape['kind'] {
  if (kind === 'integer') return 'bigint'
  return kind === undefined || kind === 'varchar' ? 'text' : kind
}

import type { Session } from '../../engine/index.ts'
import { readWatermark } from '../../log/index.ts'
import { keyColumn, type UnitDefinition, type WindowRefresh } from '../../model/index.ts'
import type { SourceReading } from './extract.ts'
import { findWindow, type Window } from './find-window.ts'
import type { Period } from './period.ts'
import type { PreparedQuery } from './prepare-source.ts'

/** What one load reads of a source that goes by windows, and the watermark that it leaves (KIMBALL.md, Refresh and Windows). */
export class WindowReading implements SourceReading {
  /** The last watermark; null: the source is read from the beginning. */
  readonly last: string | null
  readonly #unit: UnitDefinition
  readonly #refresh: WindowRefresh
  #window: Window | null = null
  #rows = 0

  /** `session`: the warehouse's; `anew`: from the beginning, whatever was read before. */
  static async open(
    session: Session,
    unit: UnitDefinition,
    refresh: WindowRefresh,
    anew: boolean,
  ): Promise<WindowReading> {
    return new WindowReading(unit, refresh, anew ? null : await lastRead(session, unit))
  }

  private constructor(unit: UnitDefinition, refresh: WindowRefresh, last: string | null) {
    this.#unit = unit
    this.#refresh = refresh
    this.last = last
  }

  /** The new watermark; null where the window had no row, so that the watermark stays. */
  get readTo(): string | null {
    return this.#rows > 0 && this.#window !== null ? this.#window.readTo : null
  }

  /** Null before it is fixed, and where it is empty. */
  get window(): Window | null {
    return this.#window
  }

  /** Goes on in the window of a load before, of which rows were read (`begun`) or not. */
  goOn(window: Window, begun: boolean): void {
    this.#window = window
    this.#rows = begun ? 1 : 0
  }

  /** Its rows are read once more, within the same window. */
  readAnew(): void {
    this.#rows = 0
  }

  async period(session: Session, query: PreparedQuery): Promise<Period | null> {
    if (this.#window !== null) return this.#window.period
    const kind = query.kind(this.#refresh.by)
    this.#window = await findWindow(this.#unit, this.#refresh, session, kind, this.last)
    return this.#window?.period ?? null
  }

  besides(): readonly never[] {
    return []
  }

  /** Rows of the window that were read. */
  count(rows: number): void {
    this.#rows += rows
  }
}

/** Up to where the unit's source was read; null: its next load begins at the beginning. */
export async function lastRead(session: Session, unit: UnitDefinition): Promise<string | null> {
  // An empty table has lost what the watermark says was read: made anew after somebody dropped it, or cleared.
  return (await isEmpty(session, unit)) ? null : await readWatermark(session, unit.name)
}

/** Whether nothing stands in the unit's table that its source gave; of a dimension neither reserved nor inferred members are that. */
async function isEmpty(session: Session, { kind, table }: UnitDefinition): Promise<boolean> {
  const statement = session.dialect.compile((knex) => {
    const rows = knex(table.name).select(knex.raw('1')).limit(1)
    if (kind === 'fact') return rows
    const members = rows.where(keyColumn(table) ?? '', '>', 0)
    return table.columns['is_inferred'] === undefined ? members : members.where('is_inferred', false)
  })
  return (await session.query(statement)).length === 0
}

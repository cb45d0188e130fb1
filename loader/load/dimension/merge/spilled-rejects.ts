import { makeTemporary, type Session } from '../../../engine/index.ts'
import type { RejectedRow, RejectReason } from '../../../log/index.ts'
import type { Cells, ColumnShape, NamedColumn } from '../../../schema/index.ts'

const stage = '__typeline_rejects'
const atOnce = 1000

const column = (name: string, kind: ColumnShape['kind'], nullable = false): NamedColumn => ({
  name,
  column: { kind, nullable, purpose: 'attribute', ...(kind === 'varchar' ? { length: 30 } : {}) },
})
const columns = [
  column('reject_no', 'integer'),
  column('reason', 'varchar'),
  column('row_key', 'text', true),
  column('row_json', 'text'),
  column('message', 'text'),
]

/** Rejects that wait for the marker in a temporary table of one session; the first thousand in memory too, for a load that fails. */
export class SpilledRejects {
  readonly #session: Session
  readonly #signal: AbortSignal
  readonly first: RejectedRow[] = []
  #waiting: Cells[] = []
  count = 0

  private constructor(session: Session, signal: AbortSignal) {
    this.#session = session
    this.#signal = signal
  }

  static async open(session: Session, signal: AbortSignal): Promise<SpilledRejects> {
    await makeTemporary(session, { name: stage, columns })
    return new SpilledRejects(session, signal)
  }

  async add(rejects: readonly RejectedRow[]): Promise<void> {
    for (const reject of rejects) {
      const { reason, key, row, message } = reject
      if (this.first.length < atOnce) this.first.push(reject)
      this.#waiting.push([this.count, reason, key, row, message])
      this.count += 1
      if (this.#waiting.length === atOnce) await this.#spill()
    }
  }

  /** Keeps the first so many alone. */
  async forgetFrom(count: number): Promise<void> {
    await this.#spill()
    const { dialect } = this.#session
    const parts = [`DELETE FROM ${dialect.quote(stage)} WHERE reject_no >= `, '']
    await this.#session.execute(dialect.render({ parts, values: [count] }))
    this.count = count
    this.first.length = Math.min(this.first.length, count)
  }

  /** All of them in their order, read anew as often as they are asked for. */
  async all(): Promise<AsyncIterable<readonly RejectedRow[]>> {
    await this.#spill()
    const rows = () => this.#rows()
    return { [Symbol.asyncIterator]: rows }
  }

  async *#rows(): AsyncGenerator<readonly RejectedRow[], void, undefined> {
    const { dialect } = this.#session
    const statement = `SELECT reason, row_key, row_json, message FROM ${dialect.quote(stage)} ORDER BY reject_no`
    for await (const rows of this.#session.read(statement, { signal: this.#signal })) {
      yield rows.map(([reason, key, row, message]) => ({
        reason: String(reason) as RejectReason,
        key: key === null ? null : String(key),
        row: String(row),
        message: String(message),
      }))
    }
  }

  async #spill(): Promise<void> {
    if (this.#waiting.length === 0) return
    const rows = this.#waiting
    this.#waiting = []
    await this.#session.bulkLoad({ table: stage, columns }, [rows], { signal: this.#signal })
  }
}

import type { Reason } from '../etl/index.ts'
import type { WarehouseName } from './warehouse-name.ts'

/** What every notice is told with. */
export interface Teller extends WarehouseName {
  readonly host: string
  /** Hides passwords; every text from outside goes through it before it is cut. */
  hide(text: string): string
  /** Where the log is. */
  readonly log: string
  /** The reason a signal gives a run's end; null before any. */
  stopped(): Reason | null
}

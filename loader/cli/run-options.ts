import type { WarehouseShape } from '../model/index.ts'

export interface RunOptions {
  /** The configuration's file (what it says of files is relative to its folder), or a warehouse itself. `--config` names another file. */
  readonly config: URL | string | WarehouseShape
  /** The words after `run.ts`: `process.argv.slice(2)`. */
  readonly argv: readonly string[]
}

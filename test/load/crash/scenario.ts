import type { UnitDefinition } from '../../../loader/model/index.ts'
import type { EngineName } from '../../servers/index.ts'
import type { Step } from './load-units.ts'

/** A run that may be killed at any call to the database, and is made again from the beginning. */
export interface Scenario {
  readonly name: string
  readonly engines: readonly EngineName[]
  /** In each run of the tests on this engine alone: what it does beside loads is the same on each. */
  readonly only?: EngineName
  /** In a new database. */
  readonly before: (url: string, folder: string) => Promise<void>
  /** One after another, each once more after a crash. */
  readonly steps: (url: string, folder: string) => readonly Step[]
  readonly executionTime: string
  /** Whose tables are compared in the end. */
  readonly units: (folder: string) => readonly UnitDefinition[]
}

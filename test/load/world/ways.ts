import { type EngineName, engines, type TestEngine } from '../../servers/index.ts'

/** An engine, and how much memory a load there has for lookups and pairing. */
export interface Way extends TestEngine {
  /** For titles. */
  readonly way: string
  /** Absent: the usual. */
  readonly lookupMemory?: number
}

/** Each engine as it is, and these besides with so little memory that everything is looked up and paired in the warehouse. */
export function ways(...beyondMemory: readonly EngineName[]): readonly Way[] {
  return [
    ...engines.map((engine) => ({ ...engine, way: engine.name })),
    ...engines
      .filter(({ name }) => beyondMemory.includes(name))
      .map((engine) => ({ ...engine, way: `${engine.name}, beyond memory`, lookupMemory: 1 })),
  ]
}

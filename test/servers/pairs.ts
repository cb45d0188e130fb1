import { engines, type TestEngine } from './engines.ts'

/** A source on one engine, a warehouse on another or the same. */
export interface EnginePair {
  readonly from: TestEngine
  readonly to: TestEngine
  readonly source: string
  readonly warehouse: string
}

const pair = (from: TestEngine, to: TestEngine): EnginePair => ({ from, to, source: from.name, warehouse: to.name })

/** Each engine into the next one: every engine is read and loaded by another. */
const around =
  engines.length < 2 ? [] : engines.map((from, at) => pair(from, engines[(at + 1) % engines.length] ?? from))

/** Each engine into itself and into the next, for `describe.each(pairs)('from $source into $warehouse', …)`. Values travel as text, so no pair knows of the others. */
export const pairs: readonly EnginePair[] = [...engines.map((engine) => pair(engine, engine)), ...around]

/** Of cases that are about no pair in particular, those that this pair is to try: all in one engine, from one into another in turn. */
export function sharedOut<T>(
  cases: readonly T[],
  { source, warehouse }: Pick<EnginePair, 'source' | 'warehouse'>,
): readonly T[] {
  const turn = around.findIndex((one) => one.source === source && one.warehouse === warehouse)
  return turn < 0 ? cases : cases.filter((_, at) => at % around.length === turn)
}

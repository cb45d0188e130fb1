import { engines, type TestEngine } from './engines.ts'

/** Each case on one engine, the engines in turn: for what the engine has no part in but must be seen with every one, such as words and flags. */
export function inTurn<T>(
  cases: Readonly<Record<string, T>>,
): readonly (readonly [title: string, engine: TestEngine, one: T])[] {
  return Object.entries(cases).map(([title, one], index) => {
    const engine = engines[index % engines.length]
    if (engine === undefined) throw new Error('There is no engine at all.')
    return [`${title} (${engine.name})`, engine, one]
  })
}

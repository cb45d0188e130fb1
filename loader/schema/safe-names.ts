import { DefinitionError } from '../errors/index.ts'

/** Refuses names that JavaScript would reorder (`2020`) or drop (`__proto__`), and empty ones. */
export function safeNames(place: string, columns: object): void {
  // `{ __proto__: integer() }` sets the prototype instead of a property.
  const prototype: unknown = Object.getPrototypeOf(columns)
  if ((prototype !== Object.prototype && prototype !== null) || Object.hasOwn(columns, '__proto__')) {
    throw badName(`${place}: a column cannot be named __proto__, JavaScript would drop it.`)
  }
  for (const name of Object.keys(columns)) {
    if (name === '') throw badName(`${place}: a column has an empty name.`)
    if (/^\d+$/.test(name)) {
      throw badName(`${place}: a column cannot be named ${name}, JavaScript moves names of digits before the others.`)
    }
  }
}

function badName(sentence: string): DefinitionError {
  return new DefinitionError('bad-name', sentence)
}

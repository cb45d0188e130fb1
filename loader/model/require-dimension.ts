import { DefinitionError } from '../errors/index.ts'

/** A circle of imports leaves undefined where the compiler sees a dimension. */
export function requireDimension(place: string, dimension: unknown): void {
  if (typeof dimension === 'object') return
  throw new DefinitionError(
    'bad-lookup',
    `${place}: its dimension is ${String(dimension)}. Name one made by dimension().`,
  )
}

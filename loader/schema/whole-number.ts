import { DefinitionError } from '../errors/index.ts'

/** Refuses a length, precision or scale that is no whole number of the range. */
export function wholeNumber(place: string, what: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return
  throw new DefinitionError(
    'bad-option',
    `${place}(): ${what} is ${String(value)}, and must be a whole number from ${least} to ${most}.`,
  )
}

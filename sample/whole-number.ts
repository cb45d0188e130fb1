import { InvalidArgumentError } from 'commander'

/** For an option that counts: 1 … 2 147 483 647. */
export function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > 2_147_483_647) {
    throw new InvalidArgumentError('Give a whole number above 0.')
  }
  return value
}

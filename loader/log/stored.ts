/** What the log's own tables give back, whatever text the driver makes of it. */

/** bigint columns come as text, or as a number where they are small. */
export function storedNumber(value: unknown): number {
  const number = Number(value)
  if (value === null || value === undefined || !Number.isSafeInteger(number)) {
    throw new Error(`The run log holds ${JSON.stringify(value)} where a whole number should be.`)
  }
  return number
}

export function storedText(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value)
}

/** A timestamp with its six digits, however many the database printed. */
export function storedTime(value: unknown): string | null {
  const text = storedText(value)
  if (text === null) return null
  const [whole = '', fraction = ''] = text.split('.')
  return `${whole.replace('T', ' ')}.${fraction.padEnd(6, '0')}`
}

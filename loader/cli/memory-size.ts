const units: Readonly<Record<string, number>> = { kb: 2 ** 10, mb: 2 ** 20, gb: 2 ** 30 }

/** Bytes of a text like 256mb or 1.5gb, where a kilobyte has 1024; null for what is no such text, or nothing. */
export function parseMemorySize(text: string): number | null {
  const [, amount, unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)([kmg]b)$/i.exec(text) ?? []
  const bytes = Math.floor(Number(amount) * (units[unit.toLowerCase()] ?? Number.NaN))
  return bytes > 0 ? bytes : null
}

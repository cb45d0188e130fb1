const beyond = /^\.\d{6}0*$/

/** A fraction of a second, '' or `.f…`, with six digits; undefined when it is none or its further digits are not zero. */
export function microseconds(text: string): string | undefined {
  if (text === '') return '.000000'
  if (text.length <= 7) return /^\.\d+$/.test(text) ? text.padEnd(7, '0') : undefined
  return beyond.test(text) ? text.slice(0, 7) : undefined
}

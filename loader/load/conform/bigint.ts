const most = '9223372036854775807'
const least = '9223372036854775808'

/** 64 bit, as text: digits with or without sign and leading zeros, a whole number below 2^53, or a bigint. */
export function convertBigint(value: unknown): string | undefined {
  if (typeof value === 'string') return isPlain(value) ? value : fromText(value)
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value ? String(value) : undefined
  return undefined
}

/** Canonical, and by its length alone inside the range. */
function isPlain(text: string): boolean {
  const first = text.charCodeAt(0) === 45 ? 1 : 0
  const digits = text.length - first
  if (digits < 1 || digits > 18) return false
  const leading = text.charCodeAt(first)
  if (leading === 48) return text.length === 1
  for (let i = first; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return false
  }
  return true
}

const number = /^[+-]?\d+$/

function fromText(text: string): string | undefined {
  if (!number.test(text)) return undefined
  const digits = text.replace(/^[+-]?0*/, '')
  if (digits === '') return '0'
  const negative = text.startsWith('-')
  const limit = negative ? least : most
  // Digits of one length compare as numbers do.
  if (digits.length > limit.length || (digits.length === limit.length && digits > limit)) return undefined
  return negative ? `-${digits}` : digits
}

import type { Convert } from './convert.ts'

const finite = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/
const other = /^([+-]?)(?:(nan)|inf(?:inity)?)$/i

/** A double's shortest text that reads back as the same double; -0 is 0. NaN and infinities only where the engine holds them. */
export function doubleConverter(nonFinite: boolean): Convert {
  return (value) => {
    if (typeof value === 'number') return shortest(value, nonFinite)
    if (typeof value === 'bigint') return shortest(Number(value), false)
    if (typeof value !== 'string') return undefined
    const number = Number(value)
    if (Number.isFinite(number) && String(number) === value) return value
    if (finite.test(value)) return fromText(value)
    return nonFinite ? fromWord(value) : undefined
  }
}

function shortest(value: number, nonFinite: boolean): string | undefined {
  return Number.isFinite(value) || nonFinite ? String(value) : undefined
}

function fromText(text: string): string | undefined {
  const value = Number(text)
  // Beyond the range, or so small that nothing is left of it.
  if (!Number.isFinite(value) || (value === 0 && /[1-9]/.test(text.replace(/e.*/i, '')))) return undefined
  return String(value)
}

/** `nan`, `inf`, `-Infinity` …, as engines spell them. */
function fromWord(text: string): string | undefined {
  const found = other.exec(text)
  if (found === null) return undefined
  return found[2] !== undefined ? 'NaN' : found[1] === '-' ? '-Infinity' : 'Infinity'
}

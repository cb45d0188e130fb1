import { isClock } from '../../schema/index.ts'
import type { Convert } from './convert.ts'
import { microseconds } from './fraction.ts'

const wideTime = /^(-?)(\d{2,3}):([0-5]\d):([0-5]\d)(\.\d+)?$/

/** A time of day with microseconds; where the engine holds it, also MySQL's times from -838:59:59 to 838:59:59. Never wrapped. */
export function timeConverter(wide: boolean): Convert {
  return (value) => {
    if (typeof value !== 'string') return undefined
    if (!isClock(value, 0)) return wide ? fromWide(value) : undefined
    if (value.length === 8) return `${value}.000000`
    const fraction = microseconds(value.slice(8))
    if (fraction === undefined) return undefined
    return value.length === 15 ? value : value.slice(0, 8) + fraction
  }
}

function fromWide(text: string): string | undefined {
  const found = wideTime.exec(text)
  if (found === null) return undefined
  const [, sign, hours = '', minutes, seconds, rest = ''] = found
  const fraction = microseconds(rest)
  if (fraction === undefined || Number(hours) > 838) return undefined
  const clock = `${String(Number(hours)).padStart(2, '0')}:${minutes}:${seconds}`
  if (clock === '838:59:59' && fraction !== '.000000') return undefined
  const unsigned = clock + fraction
  return /[1-9]/.test(unsigned) ? sign + unsigned : unsigned
}

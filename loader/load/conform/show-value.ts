import { jsonOfValue } from './json-of-value.ts'

const most = 80

/** A value for a sentence: quoted, long ones shortened with their length told. */
export function showValue(value: unknown): string {
  if (value === undefined) return 'missing'
  if (typeof value === 'string' && value.length > most) {
    return `${JSON.stringify(value.slice(0, most))}… (${value.length} characters)`
  }
  if (value instanceof Uint8Array && value.length > most / 2) {
    return `${jsonOfValue(value.subarray(0, most / 2))}… (${value.length} bytes)`
  }
  const text = jsonOfValue(value)
  return text.length > most * 2 ? `${text.slice(0, most)}…` : text
}

import { hexOf } from './binary.ts'

/** Deeper than any row of a database; ends an object that contains itself. */
const deepest = 32

/**
 * Any value as JSON from which it can be told again: text as it is (lone surrogates escaped), bigints and numbers that JSON does not know as text,
 * bytes as `{"hex":"00ff"}`, lists and objects by their parts.
 */
export function jsonOfValue(value: unknown, depth = 0): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : `"${value}"`
  if (typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value)
  if (value instanceof Uint8Array) return `{"hex":"${hexOf(value)}"}`
  if (typeof value !== 'object' || depth === deepest) return JSON.stringify(String(value))
  if (Array.isArray(value)) return `[${value.map((part) => jsonOfValue(part, depth + 1)).join(',')}]`
  if (value instanceof Date) return JSON.stringify(String(value))
  const parts = value instanceof Map ? [...value] : Object.entries(value)
  return `{${parts.map(([name, part]) => `${JSON.stringify(String(name))}:${jsonOfValue(part, depth + 1)}`).join(',')}}`
}

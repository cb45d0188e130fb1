import type { Convert } from './convert.ts'

const hexadecimal = /^(?:\\x)?((?:[0-9a-f]{2})*)$/i

/** Bytes, or their hexadecimal text (PostgreSQL's `\x` before it), as lower-case hexadecimal text; at most `length` bytes. */
export function binaryConverter(length: number | undefined): Convert {
  const most = length ?? Number.POSITIVE_INFINITY
  return (value) => {
    const hex = value instanceof Uint8Array ? hexOf(value) : typeof value === 'string' ? fromText(value) : undefined
    return hex !== undefined && hex.length / 2 <= most ? hex : undefined
  }
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}

function fromText(text: string): string | undefined {
  return hexadecimal.exec(text)?.[1]?.toLowerCase()
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text of UTF-8 bytes, a byte order mark kept; undefined for anything else, invalid bytes too. */
export function decodeUtf8(value: unknown): string | undefined {
  if (!(value instanceof Uint8Array)) return undefined
  try {
    return decoder.decode(value)
  } catch {
    // The caller rejects the row and names the column.
    return undefined
  }
}

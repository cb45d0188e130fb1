/** A message of the server (PostgreSQL manual, Message Formats). */
export function message(type: string, content: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.from([type.charCodeAt(0), 0, 0, 0, 0])
  head.writeUInt32BE(content.length + 4, 1)
  return Buffer.concat([head, content])
}

/** The content of a DataRow. */
export function row(cells: readonly (string | null)[]): Buffer {
  const count = Buffer.alloc(2)
  count.writeInt16BE(cells.length)
  const fields = cells.map((text) => {
    const length = Buffer.alloc(4)
    const content = Buffer.from(text ?? '')
    length.writeInt32BE(text === null ? -1 : content.length)
    return Buffer.concat([length, content])
  })
  return Buffer.concat([count, ...fields])
}

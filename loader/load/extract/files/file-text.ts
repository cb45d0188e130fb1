import { LoadError } from '../../../errors/index.ts'

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * A file's bytes as UTF-8 without byte order mark. What is said to be UTF-8 passes as it is, so that a record that is none can be told by its line; any
 * other encoding is decoded whole and throws LoadError 'bad-encoding' where that cannot be done.
 */
export async function* inUtf8(
  chunks: AsyncIterable<Buffer>,
  encoding: string,
  path: string,
): AsyncGenerator<Buffer, void, undefined> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  if (decoder.encoding === 'utf-8') {
    yield* withoutMark(chunks)
    return
  }
  const decoded = (chunk?: Buffer): Buffer => {
    try {
      return Buffer.from(chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true }))
    } catch (cause) {
      throw new LoadError(
        'bad-encoding',
        `${path} is not ${encoding}. Name its encoding in the source, or correct the file.`,
        {
          cause,
          fields: { path, encoding },
        },
      )
    }
  }
  for await (const chunk of chunks) yield decoded(chunk)
  const last = decoded()
  if (last.length > 0) yield last
}

async function* withoutMark(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  let first = true
  for await (const chunk of chunks) {
    const marked = first && chunk.subarray(0, 3).equals(byteOrderMark)
    first = false
    if (!marked) yield chunk
    else if (chunk.length > 3) yield chunk.subarray(3)
  }
}

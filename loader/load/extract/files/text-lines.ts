import { isUtf8 } from 'node:buffer'
import { LoadError } from '../../../errors/index.ts'

/** One line of a file. */
export interface TextLine {
  readonly line: number
  /** null: bytes that are no UTF-8. */
  readonly text: string | null
  readonly raw: Buffer
}

const lineFeed = 10
const mostBytes = 64 << 20

/** The lines of a file, by chunks; those without anything but space are left out. */
export async function* textLines(
  chunks: AsyncIterable<Buffer>,
  path: string,
): AsyncGenerator<readonly TextLine[], void, undefined> {
  let rest: Buffer = Buffer.alloc(0)
  let line = 1
  const split = (bytes: Buffer, last: boolean): readonly TextLine[] => {
    const lines: TextLine[] = []
    let at = 0
    while (at < bytes.length) {
      const end = bytes.indexOf(lineFeed, at)
      if (end < 0 && !last) break
      const raw = bytes.subarray(at, end < 0 ? bytes.length : end)
      const text = isUtf8(raw) ? raw.toString('utf8') : null
      if (text === null || text.trim() !== '') lines.push({ line, text, raw })
      line += 1
      at = end < 0 ? bytes.length : end + 1
    }
    rest = bytes.subarray(at)
    if (rest.length > mostBytes) {
      throw new LoadError(
        'line-too-long',
        `${path}, line ${line}: it does not end within ${mostBytes >> 20} MB, so this is no file of JSON lines.`,
        {
          fields: { path, line },
        },
      )
    }
    return lines
  }
  for await (const chunk of chunks) yield split(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]), false)
  yield split(rest, true)
}

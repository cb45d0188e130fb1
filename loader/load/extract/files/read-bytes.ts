import { type FileHandle, open } from 'node:fs/promises'
import { LoadError } from '../../../errors/index.ts'

const chunkBytes = 1 << 20

/**
 * A file's bytes by chunks. A file that is still being written, cut or replaced while it is read throws LoadError 'file-changed' at its end (FAULTS
 * 46): what was read of it is no file that anybody has written.
 */
export async function* readBytes(path: string, signal: AbortSignal): AsyncGenerator<Buffer, void, undefined> {
  await using file = await opened(path)
  const before = await file.stat({ bigint: true })
  let read = 0
  for (;;) {
    signal.throwIfAborted()
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.allocUnsafe(chunkBytes) })
    if (bytesRead === 0) break
    read += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
  const after = await file.stat({ bigint: true })
  if (BigInt(read) === before.size && after.size === before.size && after.mtimeNs === before.mtimeNs) return
  throw new LoadError(
    'file-changed',
    `${path} was changed while it was read: it had ${before.size} bytes, ${read} were read, now it has ${after.size}. Load again when it is complete; whoever writes it had better write another name and rename it at the end.`,
    { fields: { path }, transient: true },
  )
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path)
  } catch (cause) {
    throw new LoadError(
      'unreadable-file',
      `${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    )
  }
}

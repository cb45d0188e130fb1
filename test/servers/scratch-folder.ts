import { mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Bytes that servers and files of one run stay far below. */
const enough = 4 * 2 ** 30

/** A new folder; in memory where there is room, since nothing in it is worth the wait for a disk: DuckDB cannot be told not to sync. */
export function scratchFolder(name: string, onDisk = false): string {
  return mkdtempSync(join(!onDisk && roomInMemory() ? '/dev/shm' : tmpdir(), `typeline-${name}-`))
}

function roomInMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize > enough
  } catch {
    // No Linux.
    return false
  }
}

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SmallDisk extends Disposable {
  readonly path: string
  grow(megabytes: number): void
}

/** A file system of so many megabytes, in memory, of this owner; null where one may not be mounted (only root may, on Linux). */
export function smallDisk(
  megabytes: number,
  owner: { readonly uid: number; readonly gid: number } | null = null,
): SmallDisk | null {
  const path = mkdtempSync(join(tmpdir(), 'typeline-disk-'))
  const options = [`size=${megabytes}m`, ...(owner === null ? [] : [`uid=${owner.uid},gid=${owner.gid},mode=700`])]
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options.join(','), 'tmpfs', path])
  if (mounted.status !== 0) {
    rmdirSync(path)
    return null
  }
  return {
    path,
    grow(size) {
      const grown = spawnSync('mount', ['-o', `remount,size=${size}m`, path], { encoding: 'utf8' })
      if (grown.status !== 0) throw new Error(`${path} does not grow: ${grown.stderr}`)
    },
    [Symbol.dispose]() {
      spawnSync('umount', ['--lazy', path])
      rmdirSync(path)
    },
  }
}

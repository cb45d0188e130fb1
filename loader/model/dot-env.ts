import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'

let folder: string | undefined

/** Names the folder whose `.env` is read: that of the configuration, said before it is imported. Else it is the working directory. */
export function readEnvFrom(directory: string): void {
  folder = directory
}

/** What `.env` says; nothing where there is none. */
export function dotEnv(): Readonly<Record<string, string | undefined>> {
  const file = join(folder ?? process.cwd(), '.env')
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
}

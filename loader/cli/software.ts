import { readFileSync } from 'node:fs'

/** Name and version of this package, as etl_run keeps them. The package's file stands two folders up, in the repository as in dist/. */
export function software(): string {
  const { name, version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly name: string
    readonly version: string
  }
  return `${name} ${version}`
}

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect, parseEnv } from 'node:util'
import { DefinitionError } from '../errors/index.ts'
import type { Setting } from './shapes.ts'

/**
 * A setting of the environment, or of the file `.env` in the working directory, or else the default. Printed, it is `env(NAME)`, never its value.
 * `reveal` throws DefinitionError 'missing-setting' when there is neither value nor default.
 */
export function env(name: string, fallback?: string): Setting {
  const shown = `env(${name})`
  const reveal = (): string => {
    const value = process.env[name] ?? dotEnv()[name] ?? fallback
    if (value !== undefined) return value
    throw new DefinitionError(
      'missing-setting',
      `The setting ${name} is nowhere to be found: set the environment variable ${name}, or write ${name}=… into .env beside config.ts.`,
    )
  }
  return Object.freeze({
    setting: name,
    reveal,
    toString: () => shown,
    toJSON: () => shown,
    [inspect.custom]: () => shown,
  })
}

function dotEnv(): Readonly<Record<string, string | undefined>> {
  const file = join(process.cwd(), '.env')
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
}

import { inspect } from 'node:util'
import { DefinitionError } from '../errors/index.ts'
import { dotEnv } from './dot-env.ts'
import type { Setting } from './shapes.ts'

/**
 * A setting of the environment, else of the file `.env` beside the configuration, else the default. Printed, it is `env(NAME)`, never its value.
 * `reveal` throws DefinitionError 'missing-setting' when there is neither value nor default.
 */
export function env(name: string, fallback?: string): Setting {
  const shown = () => `env(${name})`
  const reveal = (): string => {
    const value = process.env[name] ?? dotEnv()[name] ?? fallback
    if (value !== undefined) return value
    throw new DefinitionError(
      'missing-setting',
      `The setting ${name} is nowhere to be found: set the environment variable ${name}, or write ${name}=… into .env beside config.ts.`,
    )
  }
  const setting = { setting: name, reveal }
  // Not enumerable, so that a setting has its two properties alone.
  for (const how of ['toString', 'toJSON', inspect.custom]) Object.defineProperty(setting, how, { value: shown })
  return Object.freeze(setting)
}

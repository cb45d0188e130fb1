import type { Setting } from './shapes.ts'
/**
 * A setting of the environment, or of the file `.env` in the working directory, or else the default. Printed, it is `env(NAME)`, never its value.
 * `reveal` throws DefinitionError 'missing-setting' when there is neither value nor default.
 */
export declare function env(name: string, fallback?: string): Setting

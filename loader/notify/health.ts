import { errorText } from '../etl/index.ts'
import { bounded } from './bounded.ts'

/** What must be well for a process to do its work, by name: null where it is, else a sentence that says what is wrong. */
export type Health = Readonly<Record<string, string | null>>

/** Never throws: a check that fails or does not answer is a sentence too. One check at a time, whoever asks meanwhile. */
export function healthCheck(check: () => Promise<Health>, milliseconds: number): () => Promise<Health> {
  let underWay: Promise<Health> | null = null
  return async () => {
    underWay ??= bounded(check, milliseconds)
      .catch((error): Health => ({ check: errorText(error) }))
      .finally(() => {
        underWay = null
      })
    return await underWay
  }
}

export function isHealthy(health: Health): boolean {
  return Object.values(health).every((wrong) => wrong === null)
}

import { errorText } from '../etl/index.ts'
import { bounded } from './bounded.ts'

/** What must be well for a process to do its work, by name: null where it is, else a sentence that says what is wrong. */
export type Health = Readonly<Record<string, string | null>>

/** Never throws: a check that fails or does not answer is a sentence too. One that hangs is not asked a second time before it has ended. */
export function healthCheck(check: () => Promise<Health>, milliseconds: number): () => Promise<Health> {
  let underWay: Promise<Health> | null = null
  const once = async () => {
    try {
      return await check()
    } finally {
      underWay = null
    }
  }
  return async () => {
    try {
      underWay ??= once()
      const running = underWay
      return await bounded(() => running, milliseconds)
    } catch (error) {
      return { check: errorText(error) }
    }
  }
}

export function isHealthy(health: Health): boolean {
  return Object.values(health).every((wrong) => wrong === null)
}

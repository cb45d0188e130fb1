import { describe, inject } from 'vitest'
import { redisProgram } from './start-redis.ts'

/** Tests that need the run's Redis; skipped where there is none (which the run says aloud). */
export const describeRedis = describe.skipIf(inject('redisUrl') === null)

/** Tests that start a Redis of their own. */
export const describeOwnRedis = describe.skipIf(redisProgram() === null)

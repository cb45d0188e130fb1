import type { Redis } from 'ioredis'

/** What INFO tells, by the names of its fields. */
export async function infoOf(redis: Redis): Promise<ReadonlyMap<string, string>> {
  const text = await redis.info()
  const lines = text.split(/\r?\n/).map((line) => /^([^#:]+):(.*)$/.exec(line))
  return new Map(lines.flatMap((match) => (match === null ? [] : [[match[1] ?? '', match[2] ?? '']])))
}

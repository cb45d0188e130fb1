import type { RepeatOptions } from 'bullmq'
import { nextTime, readCron } from '../../model/index.ts'

/**
 * A schedule's next time, for `settings.repeatStrategy` of every Queue and Worker of the queue of refreshes: BullMQ's own loses what lies in some
 * gaps of the clock, and gives a time of a repeated hour twice when it is asked in the second.
 */
export async function repeatStrategy(
  after: number,
  { pattern = '', tz = 'UTC', startDate = 0 }: RepeatOptions,
): Promise<number | undefined> {
  const begin = new Date(startDate).getTime() - 1
  return nextTime(await readCron(pattern, tz), Math.max(after, begin)) ?? undefined
}

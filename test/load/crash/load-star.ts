import { openEngine } from '../../../loader/engine/index.ts'
import { loadUnit, type UnitOutcome } from '../../../loader/load/index.ts'
import { beginRun, finishRun, openLog } from '../../../loader/log/index.ts'
import { crashStar } from './star.ts'

/** One run that loads the star of that day, as the command line does. */
export async function loadStar(url: string, day: 1 | 2): Promise<readonly UnitOutcome[]> {
  await using warehouse = await openEngine(url)
  const log = await openLog(warehouse)
  const run = await beginRun(log, { software: 'test', executionTime: `2020-0${day + 1}-01 00:00:00.000000` })
  const { dimension, fact } = crashStar(day)
  const context = {
    warehouse,
    source: async () => warehouse,
    log,
    run,
    signal: new AbortController().signal,
    progress: () => undefined,
    acceptShrink: false,
    rejects: { warn: 1, fail: 1 },
    batchRows: 10,
  }
  const outcomes = [await loadUnit(dimension, context), await loadUnit(fact, context)]
  await finishRun(log, run, 'done')
  return outcomes
}

import { type Notices, openNotices } from '../notify/index.ts'
import type { CommandContext } from './command-context.ts'

/** The notices of a command's runs; one that was not taken is told on stderr and in the log, also where the rest is quiet. */
export function openRunNotices({ warehouse, terminal, logger, signals, hide }: CommandContext): Notices {
  return openNotices(warehouse, {
    hide,
    warn: (sentence) => {
      logger.warn(sentence)
      terminal.err(sentence)
    },
    stopped: () => signals.stopped,
  })
}

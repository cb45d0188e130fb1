import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkWarehouse } from '../etl/index.ts'
import type { Setting, WarehouseShape } from '../model/index.ts'
import type { Bugs } from './catch-bugs.ts'
import { changeCommand } from './change-command.ts'
import { checkCommand } from './check-command.ts'
import type { WorkingCommand } from './command.ts'
import type { CommandContext, CommandEnd } from './command-context.ts'
import { keepDays } from './config-schema.ts'
import { loadConfig } from './load-config.ts'
import { openLogger } from './log-events.ts'
import { openLogFile } from './log-file.ts'
import type { Redaction } from './redaction.ts'
import { rejectsCommand } from './rejects-command.ts'
import { runCommand } from './run-command.ts'
import type { RunOptions } from './run-options.ts'
import { statusCommand } from './status-command.ts'
import { unlockCommand } from './unlock-command.ts'

export interface ExecuteOptions extends Pick<CommandContext, 'terminal' | 'signals' | 'words'> {
  readonly config: RunOptions['config']
  readonly secrets: Redaction
  readonly bugs: Bugs
}

/** Loads the configuration, opens the log, checks the definitions, then does what was asked for. */
export async function executeCommand(command: WorkingCommand, options: ExecuteOptions): Promise<CommandEnd> {
  const { secrets, words, bugs, ...rest } = options
  const warehouse = await configured(command.config, options.config)
  for (const url of urlsOf(warehouse)) secrets.learn(url)
  for (const url of revealed(warehouse.webhook?.url)) secrets.conceal(url)
  const { directory, level, keep } = warehouse.log
  using file = openLogFile({ directory, keepDays: keepDays(keep), now: new Date() })
  const logger = openLogger(command.logLevel ?? level, file.write, secrets.hide)
  bugs.log = (error) => logger.fatal({ err: error }, 'bug')
  logger.info({ words }, 'started')
  const notice = (message: string) => {
    logger.warn(message)
    rest.terminal.out(message)
  }
  try {
    for (const sentence of await checkWarehouse(warehouse)) notice(sentence)
    const context = {
      ...rest,
      warehouse,
      logger,
      notice,
      words: secrets.hide(words),
      hide: secrets.hide,
      logPath: join(directory, 'run.log'),
    }
    const end = await perform(command, context)
    logger.info({ reason: end.reason }, 'ended')
    return end
  } catch (error) {
    logger.error({ err: error }, 'ended')
    throw error
  } finally {
    bugs.log = () => {}
  }
}

async function perform(command: WorkingCommand, context: CommandContext): Promise<CommandEnd> {
  switch (command.verb) {
    case 'status':
      return statusCommand(context)
    case 'plan':
    case 'apply':
      return changeCommand(command, context)
    case 'check':
      return checkCommand(command, context)
    case 'rejects':
      return rejectsCommand(command, context)
    case 'unlock':
      return unlockCommand(command, context)
    // The queue's libraries take longer to read than a short command takes.
    case 'work':
      return (await import('./work-command.ts')).workCommand(command, context)
    case 'enqueue':
      return (await import('./enqueue-command.ts')).enqueueCommand(command, context)
    case 'queue':
      return (await import('./queue-command.ts')).queueCommand(command, context)
    case 'schedule':
      return (await import('./schedule-command.ts')).scheduleCommand(command, context)
    case 'run':
      return runCommand(command, context)
  }
}

/** From here on, relative paths of URLs, log and `.env` are relative to the configuration's folder, wherever it was started from. */
async function configured(named: string | null, given: RunOptions['config']): Promise<WarehouseShape> {
  if (named === null && typeof given !== 'string' && !(given instanceof URL)) return given
  const file = named !== null ? resolve(named) : given instanceof URL ? fileURLToPath(given) : resolve(String(given))
  const folder = dirname(file)
  try {
    process.chdir(folder)
  } catch {
    // No such folder: no such file, which loadConfig says.
  }
  return await loadConfig(file)
}

function urlsOf({ warehouse, sources, redis, sample, mail }: WarehouseShape): readonly string[] {
  return [warehouse, ...Object.values(sources), redis, sample, mail?.server].flatMap((place) => revealed(place))
}

function revealed(place: Setting | string | undefined): readonly string[] {
  if (place === undefined || typeof place === 'string') return place === undefined ? [] : [place]
  try {
    return [place.reveal()]
  } catch {
    // A setting that is nowhere holds no password; whoever needs it says that it is missing.
    return []
  }
}

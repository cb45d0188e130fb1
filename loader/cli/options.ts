import { Argument, Command, Option } from 'commander'
import { rejectReasons } from '../log/index.ts'

/** Levels of the log file, from most to least. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** The verbs and their options for commander; `silent` in that it prints nothing and throws CommanderError instead of exiting. */
export function program(): { readonly program: Command; readonly verbs: ReadonlyMap<string, Command> } {
  const top = silent(new Command('run.ts')).helpCommand(false)
  const run = withLoad(withSelection(top.command('run')))
    .configureHelp({ commandUsage: () => 'run.ts [run] [options]' })
    .description('Loads dimensions, then facts. Without a step it does --test_dimension_source.')
    .option(
      '--test_dimension_source',
      'connect everywhere, prepare every source query, compare columns and types; write nothing',
    )
    .option('--dry-run', 'load into a scratch copy, tell what would change, write nothing to the warehouse')
    .option('--sample <n>', 'a dry run of every nth source row')
    .option('--threads <units>', 'load so many units at once, facts after their dimensions (default: 1)')
    .option(
      '--ranges <n>',
      'read and load a rebuilt fact by so many key ranges of its source at once, where that names partition (default: 2 where the warehouse gains by it)',
    )
  const enqueue = withLoad(withSelection(top.command('enqueue')))
    .description(
      'Queues what workers then do: a refresh of the warehouse (all dimensions and facts, where neither is asked for alone), or etl with a unit, which is loaded by itself. How many units are loaded at once is said to the workers: work --concurrency.',
    )
    .addArgument(new Argument('<task>', 'what to queue').choices(['refresh', 'etl']))
    .argument('[unit]', 'the unit, of etl')
    .option('--wait', 'tell how it goes and end as it ends, as if it were loaded here')
  const work = top
    .command('work')
    .description(
      'Takes tasks of the queue until SIGTERM or SIGINT: coordinates refreshes, loads units. A DuckDB warehouse has one such process and no other beside it.',
    )
    .option('--concurrency <units>', 'load so many units at once, of each class (default: 1)')
    .addOption(
      new Option('--class <class>', 'only units of this class (default: all units)').choices(['default', 'heavy']),
    )
    .option(
      '--grace <seconds>',
      'when told to stop, give units at work so long to end, then hand them to other workers (default: 20)',
    )
    .option(
      '--metrics-port <port>',
      'tell Prometheus metrics (/metrics) and health (/health) at this port of 127.0.0.1',
    )
  const queue = top
    .command('queue')
    .description(
      'The queue: its status (queues, workers, tasks); pause and resume (what runs goes on); drain what waits; retry a run that has failed, from where it is; cancel a run or a task.',
    )
    .addArgument(
      new Argument('<action>', 'what to do').choices(['status', 'pause', 'resume', 'drain', 'retry', 'cancel']),
    )
    .argument('[target]', "a run's number (retry), or that or a task's id (cancel)")
    .option('--wait', 'with retry: tell how it goes and end as it ends')
    .option('--yes', 'with drain: do not ask')
  const schedule = top
    .command('schedule')
    .description(
      'The schedules of the configuration: ls tells them, sync sets them in Redis (as each worker does at its start); pause, resume and trigger (a refresh now) one.',
    )
    .addArgument(new Argument('<action>', 'what to do').choices(['ls', 'sync', 'pause', 'resume', 'trigger']))
    .argument('[name]', 'the schedule, of pause, resume, trigger')
  const status = top.command('status').description('Tells the last runs and what their units did.')
  const plan = top
    .command('plan')
    .description('Shows what would make the live tables fit their definitions, each step with its statement.')
  const apply = top
    .command('apply')
    .description('Makes the live tables fit their definitions; what plan shows, all of it or nothing.')
    .option('--allow-destructive', 'rename, narrow and drop columns too, without asking')
  const check = top
    .command('check')
    .description('Proves the definitions; with --warehouse also what must be true of the rows of the star.')
    .option('--warehouse', 'the tables too: versions, keys, grains, references, reserved members')
    .option('--fix', 'with --warehouse: restore the reserved members that a table has lost')
  const rejects = top
    .command('rejects')
    .description('Tells rejected rows: ls how many and why, unit by unit; show the rows, one JSON object a line.')
    .addArgument(new Argument('<action>', 'what to tell').choices(['ls', 'show']))
    .option('--run <id>', 'those of this run (default: ls all, show the newest that has any)')
    .addOption(new Option('--reason <reason>', 'those rejected for this reason').choices(rejectReasons))
    .option('--limit <rows>', 'show at most so many (default: 20)')
  const unlock = top
    .command('unlock')
    .description('Tells who has a unit and, when asked to, takes it from them: for a loader that hangs and holds it.')
    .addArgument(new Argument('<unit>', 'the unit'))
    .option('--yes', 'do not ask')
  for (const verb of [plan, apply, check, rejects]) withSelection(verb)
  const verbs = new Map(
    [run, enqueue, work, queue, schedule, plan, apply, check, rejects, status, unlock].map((verb) => [
      verb.name(),
      verb,
    ]),
  )
  for (const verb of verbs.values()) {
    silent(verb)
      .option('--config <file>', 'the configuration (default: config.ts)')
      .option('--json', 'print the result as one JSON document')
      .option('--quiet', 'print errors only')
      .addOption(new Option('--log-level <level>', 'how much goes to the log file').choices(logLevels))
  }
  return { program: top, verbs }
}

/** What a load is asked to do, here or by a worker. */
function withLoad(command: Command): Command {
  return command
    .option('--run_dimensions', 'load the dimensions')
    .option('--run_facts', 'load the facts (after the dimensions, if both are asked for)')
    .option('--delete_existing_tables', 'first drop the tables of the active units; asks, or needs --yes')
    .option(
      '--execution-time <time>',
      'the instant that counts as now for the whole run (UTC unless it says otherwise)',
    )
    .option('--accept-shrink', 'publish rebuilt facts even if they lost more rows than their limit allows')
    .option('--full-refresh', 'read units that go by windows from the beginning, and build facts anew')
    .option('--accept-deletes', 'close members gone from their source even if they are more than their limit allows')
    .option(
      '--lookup-memory <size>',
      'memory for the lookups and the pairing of one unit, e.g. 64mb or 1gb; what needs more is done in the warehouse (default: 256mb)',
    )
    .option('--yes', 'do not ask')
}

function withSelection(command: Command): Command {
  return command
    .option(
      '--select <units...>',
      'these units: name, +name, name+, @name, tag:…, kind:dimension, kind:fact, glob*; a,b for both',
    )
    .option('--exclude <units...>', 'but not these; same forms')
}

function silent(command: Command): Command {
  return command.exitOverride().configureOutput({ writeOut: () => {}, writeErr: () => {} })
}

import { type Command as Commander, CommanderError } from 'commander'
import { nearest } from '../etl/index.ts'
import { rejectReasons } from '../log/index.ts'
import type { Command, Common } from './command.ts'
import { complaint } from './complaint.ts'
import { parseExecutionTime } from './execution-time.ts'
import { parseMemorySize } from './memory-size.ts'
import { program } from './options.ts'
import { enqueuedUnit, queueCommand } from './queue-arguments.ts'
import { scheduleArguments } from './schedule-arguments.ts'
import { usage } from './usage.ts'

/** The words after `run.ts` as a command. Throws DefinitionError 'usage', 'bad-execution-time'. */
export function parseArguments(argv: readonly string[]): Command {
  const { program: top, verbs } = program()
  const [first = '', ...rest] = argv
  if (rest.length === 0 && (first === '--help' || first === '-h' || first === 'help'))
    return { verb: 'help', text: help(verbs) }
  const named = first !== '' && !first.startsWith('-')
  const verb = verbs.get(named ? first : 'run')
  if (verb === undefined) throw usage(`There is no verb "${first}".`, nearest(first, verbs.keys()))
  try {
    top.parse(named ? argv : ['run', ...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.code === 'commander.helpDisplayed') return { verb: 'help', text: verb.helpInformation() }
    throw complaint(error, verb, verbs)
  }
  return command(verb)
}

/** Seconds; a timer holds no more than 24 of them. */
const day = 86_400

interface Values {
  readonly [name: string]: string | boolean | readonly string[] | undefined
}

function command(verb: Commander): Command {
  const values = verb.opts<Values>()
  const flag = (name: string) => values[name] === true
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : null)
  const list = (name: string) => (Array.isArray(values[name]) ? values[name].map(String) : [])
  const common: Common = {
    config: text('config'),
    json: flag('json'),
    quiet: flag('quiet'),
    logLevel: text('logLevel'),
  }
  if (verb.name() === 'status') return { verb: 'status', ...common }
  if (verb.name() === 'unlock') return { verb: 'unlock', ...common, unit: verb.args[0] ?? '', yes: flag('yes') }
  const selection = { select: list('select'), exclude: list('exclude') }
  const name = verb.name()
  if (name === 'work') {
    const only = text('class')
    return {
      verb: name,
      ...common,
      concurrency: wholeNumber('concurrency', text('concurrency'), 1) ?? 1,
      classes: only === 'default' || only === 'heavy' ? [only] : ['default', 'heavy'],
      grace: (wholeNumber('grace', text('grace'), 0, day) ?? 20) * 1000,
      metricsPort: wholeNumber('metrics-port', text('metricsPort'), 1, 65_535),
    }
  }
  if (name === 'queue') return queueCommand(verb, common, { wait: flag('wait'), yes: flag('yes') })
  if (name === 'schedule') return scheduleArguments(verb, common)
  if (name === 'plan' || name === 'apply')
    return { verb: name, ...common, selection, allowDestructive: flag('allowDestructive') }
  if (name === 'check') {
    const [warehouse, fix] = [flag('warehouse'), flag('fix')]
    if (!warehouse && (fix || selection.select.length + selection.exclude.length > 0))
      throw usage('The options of check are about its --warehouse, which is missing.', null)
    return { verb: 'check', ...common, warehouse, fix, selection }
  }
  if (name === 'rejects') {
    const number = (option: 'run' | 'limit', least: number) => wholeNumber(option, text(option), least)
    const reason = rejectReasons.find((one) => one === text('reason')) ?? null
    const action = verb.args[0] === 'show' ? 'show' : 'ls'
    return { verb: name, ...common, action, run: number('run', 1), reason, limit: number('limit', 1) ?? 20, selection }
  }
  const [dimensions, facts, deleteTables] = [flag('run_dimensions'), flag('run_facts'), flag('delete_existing_tables')]
  const time = text('executionTime')
  const load = {
    deleteTables,
    dimensions,
    facts,
    selection,
    executionTime: time === null ? null : parseExecutionTime(time),
    acceptShrink: flag('acceptShrink'),
    fullRefresh: flag('fullRefresh'),
    acceptDeletes: flag('acceptDeletes'),
    lookupMemory: memory(text('lookupMemory')),
    yes: flag('yes'),
  }
  if (name === 'enqueue') {
    const unit = enqueuedUnit(verb.args, load)
    // Without a word, as the task's defaults say.
    const all = unit === null && !dimensions && !facts
    return {
      verb: name,
      ...common,
      ...load,
      dimensions: all || dimensions,
      facts: all || facts,
      unit,
      wait: flag('wait'),
    }
  }
  const sample = wholeNumber('sample', text('sample'), 1)
  const dry = flag('dryRun') || sample !== null
  if (dry && (deleteTables || !(dimensions || facts)))
    throw usage(
      '--dry-run and --sample are about a load: they need --run_dimensions or --run_facts, and delete nothing.',
      null,
    )
  return {
    verb: 'run',
    ...common,
    ...load,
    test: flag('test_dimension_source') || !(dimensions || facts || deleteTables),
    dryRun: dry,
    sample,
    threads: wholeNumber('threads', text('threads'), 1) ?? 1,
    ranges: wholeNumber('ranges', text('ranges'), 1),
  }
}

function wholeNumber(option: string, value: string | null, least: number, most?: number): number | null {
  if (value === null) return null
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
  if (number >= least && number <= (most ?? number)) return number
  const range = most === undefined ? `from ${least} on` : `from ${least} to ${most}`
  throw usage(`The option --${option} takes a whole number ${range}, not "${value}".`, null)
}

function memory(value: string | null): number | null {
  if (value === null) return null
  const bytes = parseMemorySize(value)
  if (bytes !== null) return bytes
  throw usage(`The option --lookup-memory takes an amount of memory like 64mb or 1gb, not "${value}".`, null)
}

function help(verbs: ReadonlyMap<string, Commander>): string {
  return [...verbs.values()].map((verb) => verb.helpInformation()).join('\n')
}

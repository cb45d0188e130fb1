import { describe, expect, it } from 'vitest'
import { parseArguments } from '../../loader/cli/parse-arguments.ts'

const run = {
  verb: 'run',
  config: null,
  json: false,
  quiet: false,
  logLevel: null,
  deleteTables: false,
  test: false,
  dimensions: false,
  facts: false,
  selection: { select: [], exclude: [] },
  executionTime: null,
  acceptShrink: false,
  fullRefresh: false,
  acceptDeletes: false,
  dryRun: false,
  sample: null,
  threads: 1,
  ranges: null,
  lookupMemory: null,
  yes: false,
}

const work = { verb: 'work', concurrency: 1, classes: ['default', 'heavy'], grace: 20_000, metricsPort: null }
const queue = { verb: 'queue', target: null, wait: false, yes: false }
const refresh = {
  verb: 'enqueue',
  unit: null,
  wait: false,
  dimensions: true,
  facts: true,
  deleteTables: false,
  selection: { select: [], exclude: [] },
  executionTime: null,
  acceptShrink: false,
  fullRefresh: false,
  acceptDeletes: false,
  lookupMemory: null,
  yes: false,
}

describe('the command line is read', () => {
  it.each<[string, object]>([
    ['', { test: true }],
    ['run', { test: true }],
    ['--test_dimension_source', { test: true }],
    ['--run_dimensions', { dimensions: true }],
    ['run --run_dimensions', { dimensions: true }],
    ['--run_facts --run_dimensions', { dimensions: true, facts: true }],
    ['--run_facts --test_dimension_source', { facts: true, test: true }],
    ['--delete_existing_tables --yes', { deleteTables: true, yes: true }],
    ['--select a +b --exclude c --select d', { test: true, selection: { select: ['a', '+b', 'd'], exclude: ['c'] } }],
    ['--select a,tag:x --run_facts', { facts: true, selection: { select: ['a,tag:x'], exclude: [] } }],
    ['--execution-time 2026-01-31 --run_facts', { facts: true, executionTime: '2026-01-31 00:00:00.000000' }],
    ['--dry-run --run_facts', { facts: true, dryRun: true }],
    ['--sample 10 --run_facts', { facts: true, dryRun: true, sample: 10 }],
    ['--threads 4 --run_facts', { facts: true, threads: 4 }],
    ['--ranges 2 --run_facts', { facts: true, ranges: 2 }],
    ['--run_facts --lookup-memory 64mb', { facts: true, lookupMemory: 64 * 2 ** 20 }],
    ['--run_facts --lookup-memory 1.5GB', { facts: true, lookupMemory: 1536 * 2 ** 20 }],
    ['--accept-shrink --run_facts', { facts: true, acceptShrink: true }],
    ['--run_facts --full-refresh', { facts: true, fullRefresh: true }],
    ['--accept-deletes --run_dimensions', { dimensions: true, acceptDeletes: true }],
    [
      '--json --quiet --log-level debug --config other.ts',
      { test: true, json: true, quiet: true, logLevel: 'debug', config: 'other.ts' },
    ],
    ['status --json', { verb: 'status', json: true }],
    ['plan --select a', { verb: 'plan', selection: { select: ['a'], exclude: [] }, allowDestructive: false }],
    ['rejects ls', { verb: 'rejects', action: 'ls', run: null, reason: null, limit: 20, selection: run.selection }],
    [
      'rejects show --run 7 --reason type --limit 5 --select a',
      { verb: 'rejects', action: 'show', run: 7, reason: 'type', limit: 5, selection: { select: ['a'], exclude: [] } },
    ],
    ['check', { verb: 'check', warehouse: false, fix: false, selection: run.selection }],
    ['check --warehouse --fix', { verb: 'check', warehouse: true, fix: true, selection: run.selection }],
    ['apply --allow-destructive', { verb: 'apply', selection: run.selection, allowDestructive: true }],
    ['work', work],
    ['work --class heavy --concurrency 4 --grace 0', { ...work, classes: ['heavy'], concurrency: 4, grace: 0 }],
    ['work --metrics-port 9464', { ...work, metricsPort: 9464 }],
    ['enqueue refresh', refresh],
    ['enqueue refresh --run_dimensions --wait', { ...refresh, facts: false, wait: true }],
    ['enqueue refresh --run_facts', { ...refresh, dimensions: false }],
    ['enqueue refresh --run_facts --run_dimensions', refresh],
    ['enqueue refresh --delete_existing_tables --yes', { ...refresh, deleteTables: true, yes: true }],
    [
      'enqueue refresh --select a --exclude b --accept-deletes --lookup-memory 64mb',
      {
        ...refresh,
        selection: { select: ['a'], exclude: ['b'] },
        acceptDeletes: true,
        lookupMemory: 64 * 2 ** 20,
      },
    ],
    [
      'enqueue etl store --full-refresh --accept-shrink --execution-time 2026-01-31',
      {
        ...refresh,
        ...{ unit: 'store', dimensions: false, facts: false, fullRefresh: true, acceptShrink: true },
        executionTime: '2026-01-31 00:00:00.000000',
      },
    ],
    ...['status', 'pause', 'resume', 'drain'].map((action): [string, object] => [
      `queue ${action}`,
      { ...queue, action },
    ]),
    ['queue drain --yes', { ...queue, action: 'drain', yes: true }],
    ['queue retry 7 --wait', { ...queue, action: 'retry', target: '7', wait: true }],
    ['queue cancel 7', { ...queue, action: 'cancel', target: '7' }],
    ['queue cancel 0a-b', { ...queue, action: 'cancel', target: '0a-b' }],
  ])('%s', (words, expected) => {
    const { verb } = expected as { verb?: string }
    const all = verb !== undefined ? { verb, config: null, json: false, quiet: false, logLevel: null } : run
    expect(parseArguments(words === '' ? [] : words.split(' '))).toEqual({ ...all, ...expected })
  })

  it.each(['--help', '-h', 'help', 'run --help', 'status -h'])('%s, as a call for help', (words) => {
    const command = parseArguments(words.split(' '))
    expect(command.verb === 'help' && command.text).toContain('--config <file>')
  })
})

describe('the command line is refused', () => {
  it.each<[string, string]>([
    ['--replay', 'There is no option "--replay".'],
    ...['64', '0mb', '-1gb', '64tb', '1,5gb', 'much'].map((size): [string, string] => [
      `--lookup-memory=${size}`,
      `The option --lookup-memory takes an amount of memory like 64mb or 1gb, not "${size}".`,
    ]),
    ['--ranges 0', 'The option --ranges takes a whole number from 1 on, not "0".'],
    ['--threads 0', 'The option --threads takes a whole number from 1 on, not "0".'],
    [
      '--dry-run',
      '--dry-run and --sample are about a load: they need --run_dimensions or --run_facts, and delete nothing.',
    ],
    [
      '--sample 3 --run_facts --delete_existing_tables',
      '--dry-run and --sample are about a load: they need --run_dimensions or --run_facts, and delete nothing.',
    ],
    ['--sample x --run_facts', 'The option --sample takes a whole number from 1 on, not "x".'],
    ['--run-dimensions', 'There is no option "--run-dimensions". Did you mean "--run_dimensions"?'],
    ['--yess', 'There is no option "--yess". Did you mean "--yes"?'],
    ['status --run_facts', 'The verb status has no option "--run_facts": it belongs to run, enqueue.'],
    ['stauts', 'There is no verb "stauts". Did you mean "status"?'],
    ['plan --allow-destructive', 'The verb plan has no option "--allow-destructive": it belongs to apply.'],
    ['check --fix', 'The options of check are about its --warehouse, which is missing.'],
    ['rejects', 'The verb rejects lacks its action. There are: ls, show.'],
    ['rejects list', 'The action of rejects is ls, show, not "list".'],
    ['rejects ls --run x', 'The option --run takes a whole number from 1 on, not "x".'],
    ['rejects show --limit 0', 'The option --limit takes a whole number from 1 on, not "0".'],
    ['work --concurrency 0', 'The option --concurrency takes a whole number from 1 on, not "0".'],
    ['work --class big', 'The option --class takes default, heavy, not "big".'],
    ['work --class heavi', 'The option --class takes default, heavy, not "heavi". Did you mean "heavy"?'],
    ['work --grace -1', 'The option --grace takes a whole number from 0 to 86400, not "-1".'],
    ['work --grace 90000000', 'The option --grace takes a whole number from 0 to 86400, not "90000000".'],
    ['work --metrics-port 65536', 'The option --metrics-port takes a whole number from 1 to 65535, not "65536".'],
    ['work units', '"units" stands where no word is expected; a verb comes first, values follow their option.'],
    ['work --wait', 'The verb work has no option "--wait": it belongs to enqueue, queue.'],
    ['enqueue', 'The verb enqueue lacks its task. There are: refresh, etl.'],
    ['enqueue refesh', 'The task of enqueue is refresh, etl, not "refesh". Did you mean "refresh"?'],
    ['enqueue refresh store', '"store" stands behind enqueue refresh; to load it alone: enqueue etl store.'],
    ['enqueue refresh --threads 4', 'The verb enqueue has no option "--threads": it belongs to run.'],
    ['enqueue refresh --wiat', 'There is no option "--wiat". Did you mean "--wait"?'],
    ['enqueue etl', 'enqueue etl lacks its unit.'],
    [
      'enqueue etl store item',
      '"item" stands where no word is expected; a verb comes first, values follow their option.',
    ],
    ...['--run_facts', '--run_dimensions', '--delete_existing_tables', '--select a', '--exclude a'].map(
      (flag): [string, string] => [
        `enqueue etl store ${flag}`,
        'enqueue etl loads the unit that it names: steps and selection are for enqueue refresh.',
      ],
    ),
    ['queue', 'The verb queue lacks its action. There are: status, pause, resume, drain, retry, cancel.'],
    [
      'queue stauts',
      'The action of queue is status, pause, resume, drain, retry, cancel, not "stauts". Did you mean "status"?',
    ],
    ['queue status 7', '"7" stands behind queue status, where nothing is expected.'],
    ['queue retry', "queue retry lacks the run's number."],
    ['queue cancel', "queue cancel lacks the run's number or the task's id."],
    ...['x', '0', '1.5', '1234567890'].map((run): [string, string] => [
      `queue retry ${run}`,
      `queue retry takes a run's number, not "${run}".`,
    ]),
    ['queue cancel 7 --wait', '--wait is for queue retry, not for cancel.'],
    ['queue pause --yes', '--yes is for queue drain, not for pause.'],
    ['plann', 'There is no verb "plann". Did you mean "plan"?'],
    ['--json status', '"status" stands where no word is expected; a verb comes first, values follow their option.'],
    ['--select', 'The option --select lacks its value.'],
    ['--log-level loud', 'The option --log-level takes trace, debug, info, warn, error, fatal, silent, not "loud".'],
  ])('%s', (words, sentence) => {
    const message = `${sentence} "run.ts --help" lists what there is.`
    expect(() => parseArguments(words.split(' '))).toThrow(expect.objectContaining({ code: 'usage', message }))
  })
})

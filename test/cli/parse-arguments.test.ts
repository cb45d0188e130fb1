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
    ['status --run_facts', 'There is no option "--run_facts".'],
    ['stauts', 'There is no verb "stauts". Did you mean "status"?'],
    ['plan --allow-destructive', 'There is no option "--allow-destructive".'],
    ['check --fix', 'The options of check are about its --warehouse, which is missing.'],
    ['rejects', 'The verb rejects lacks its action.'],
    ['rejects list', 'The action of rejects is ls, show, not "list".'],
    ['rejects ls --run x', 'The option --run takes a whole number from 1 on, not "x".'],
    ['rejects show --limit 0', 'The option --limit takes a whole number from 1 on, not "0".'],
    ['plann', 'There is no verb "plann". Did you mean "plan"?'],
    ['--json status', '"status" stands where no word is expected; a verb comes first, values follow their option.'],
    ['--select', 'The option --select lacks its value.'],
    ['--log-level loud', 'The option --log-level takes trace, debug, info, warn, error, fatal, silent, not "loud".'],
  ])('%s', (words, sentence) => {
    const message = `${sentence} "run.ts --help" lists what there is.`
    expect(() => parseArguments(words.split(' '))).toThrow(expect.objectContaining({ code: 'usage', message }))
  })
})

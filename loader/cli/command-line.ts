import { errorFields, errorText, exitStatuses, reasonOfErrors } from '../etl/index.ts'
import { catchBugs } from './catch-bugs.ts'
import type { CommandEnd } from './command-context.ts'
import { executeCommand } from './execute-command.ts'
import { parseArguments } from './parse-arguments.ts'
import { redaction } from './redaction.ts'
import { resultDocument } from './result-document.ts'
import type { RunOptions } from './run-options.ts'
import { listenToSignals } from './signals.ts'
import { openTerminal } from './terminal.ts'

/** See run.ts, which loads this. */
export async function commandLine({ config, argv }: RunOptions): Promise<number> {
  const secrets = redaction()
  const json = argv.includes('--json')
  const terminal = openTerminal(process, { quiet: argv.includes('--quiet'), json }, secrets.hide)
  using signals = listenToSignals((name) => terminal.err(`${name}: stopping; once more to stop at once.`))
  using bugs = catchBugs(terminal)
  let end: CommandEnd
  try {
    const command = parseArguments(argv)
    if (command.verb === 'help') {
      process.stdout.write(command.text)
      return exitStatuses.done
    }
    end = await executeCommand(command, { config, words: argv.join(' '), terminal, signals, secrets, bugs })
  } catch (error) {
    terminal.err(errorText(error))
    end = { reason: reasonOfErrors([error], signals.stopped), document: { errors: [errorFields(error)] } }
  }
  if (json) process.stdout.write(`${secrets.hide(JSON.stringify(resultDocument(end.reason, end.document), null, 2))}\n`)
  return exitStatuses[end.reason]
}

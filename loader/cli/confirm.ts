import { createInterface } from 'node:readline/promises'

/** Asks on the terminal; only `yes` or `y` is yes. Ctrl-C counts as a signal, not as an answer. */
export async function confirm(question: string, signal: AbortSignal): Promise<boolean> {
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  reader.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    const answer = await reader.question(`${question} [yes/no] `, { signal })
    return /^y(es)?$/i.test(answer.trim())
  } finally {
    reader.close()
  }
}

/** Someone is there to be asked. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true
}

import { TypelineError } from '../loader/index.ts'

/** Runs a script of the sample: what its user can mend is told in a sentence, with exit status 2; all else is a bug and shows its stack. */
export async function script(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof TypelineError)) throw error
    console.error(error.message)
    process.exitCode = 2
  }
}

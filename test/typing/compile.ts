import { execFile } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** One complaint of the compiler. */
export interface Complaint {
  /** As the compiler names it, from the repository's root. */
  readonly file: string
  readonly line: number
  readonly code: string
  /** All its lines. */
  readonly message: string
}

/** Runs the compiler on a project; complaints of files outside of `folder` mean that the test itself is broken, and throw. */
export async function compile(project: string, folder: string): Promise<readonly Complaint[]> {
  const complaints = parse((await run(['-p', project, '--noEmit', '--pretty', 'false'])).output)
  const foreign = complaints.filter(({ file }) => !file.startsWith(folder))
  if (foreign.length > 0)
    throw new Error(`The compiler complains outside of ${folder}: ${JSON.stringify(foreign, null, 2)}`)
  return complaints
}

/** Runs `tsc` in the repository's root. */
export function run(args: readonly string[]): Promise<{ readonly status: number; readonly output: string }> {
  return new Promise((resolve, reject) => {
    execFile(join(root, 'node_modules/.bin/tsc'), args, { cwd: root, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number') reject(error)
      else resolve({ status: error === null ? 0 : Number(error.code), output: stdout + stderr })
    })
  })
}

function parse(output: string): readonly Complaint[] {
  const complaints: { file: string; line: number; code: string; message: string }[] = []
  for (const text of output.split('\n')) {
    const head = /^(.+?)\((\d+),\d+\): error (TS\d+): (.*)$/.exec(text)
    const last = complaints.at(-1)
    if (head !== null) {
      const [, file = '', line = '', code = '', message = ''] = head
      complaints.push({ file, line: Number(line), code, message })
    } else if (text.startsWith(' ') && last !== undefined) {
      last.message += `\n${text}`
    } else if (text.trim() !== '') {
      throw new Error(`The compiler says something that this test does not understand: ${text}`)
    }
  }
  return complaints
}

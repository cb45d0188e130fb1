import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

export interface Typed {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs one of the project's scripts as its user would, in another folder, with nothing of our own environment but PATH and HOME. */
export async function typeLine(
  line: readonly string[],
  { folder, env = {} }: { readonly folder: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Typed> {
  const [script = '', ...args] = line
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [`${projectRoot}${script}`, ...args], {
    cwd: folder,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const texts = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8')
    child[name].on('data', (text: string) => {
      texts[name] += text
    })
  }
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return { status, ...texts }
}

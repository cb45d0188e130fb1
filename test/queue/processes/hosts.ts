import { type ChildProcessByStdio, execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'

/** A machine of its own as far as a network is: a namespace with one line to this one. */
export interface Host {
  readonly name: string
  /** Words before a program's own that make it run there. */
  readonly before: readonly string[]
  /** From here on nothing that is sent arrives, either way, and nobody is told: connections are half open. */
  cut(): void
  mend(): void
}

export interface Hosts extends AsyncDisposable {
  /** At which servers of this machine are reached from all of them. */
  readonly address: string
  /** The network that they are all in, for rules about who may connect. */
  readonly network: string
  readonly hosts: readonly Host[]
}

const nobody = '02:00:00:00:00:01'

/** Why there can be no such hosts here; null: there can be. */
export function whyNoHosts(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are of Linux'
  if (process.getuid?.() !== 0) return 'network namespaces are made by root, and this is another user'
  for (const program of ['ip', 'unshare', 'nsenter'])
    if (spawnSync(program, ['-V']).error !== undefined) return `there is no program ${program} (iproute2, util-linux)`
  const name = `tl${process.pid}x`
  const line = `ip link add ${name} type veth peer name ${name}p && ip link del ${name}`
  const { status, stderr } = spawnSync('unshare', ['--net', '--uts', 'sh', '-c', line], { encoding: 'utf8' })
  return status === 0 ? null : `the system refuses network namespaces: ${stderr.trim()}`
}

/** A host is held by a process, with whose end its network vanishes, and which ends with this one, whatever becomes of that. */
export async function openHosts(names: readonly string[]): Promise<Hosts> {
  await using stack = new AsyncDisposableStack()
  const hosts: Host[] = []
  // For tests of networks (RFC 2544): nobody routes them.
  const prefix = `198.${randomInt(18, 20)}.${randomInt(256)}`
  for (const [at, name] of names.entries()) {
    const holder = spawn('unshare', ['--net', '--uts', 'sh', '-c', `hostname ${name} && echo there && exec cat`], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    stack.defer(() => endOf(holder))
    await once(holder.stdout, 'data')
    const [line, own] = [`tl${holder.pid}`, `${prefix}.${at + 2}`]
    const before = ['nsenter', `--target=${holder.pid}`, '--net', '--uts', '--']
    const there = (words: string) => ip(words, before)
    ip(`link add ${line} type veth peer name line netns ${holder.pid}`)
    stack.defer(() => ip(`link del ${line}`))
    ip(`addr add ${prefix}.1 peer ${own}/32 dev ${line}`)
    ip(`link set ${line} up`)
    there(`addr add ${own} peer ${prefix}.1/32 dev line`)
    there('link set line up')
    there('link set lo up')
    hosts.push({
      name,
      before,
      // Each side sends to a card that is not there.
      cut() {
        ip(`neigh replace ${own} lladdr ${nobody} dev ${line} nud permanent`)
        there(`neigh replace ${prefix}.1 lladdr ${nobody} dev line nud permanent`)
      },
      mend() {
        ip(`neigh del ${own} dev ${line}`)
        there(`neigh del ${prefix}.1 dev line`)
      },
    })
  }
  const kept = stack.move()
  return {
    address: `${prefix}.1`,
    network: `${prefix}.0/24`,
    hosts,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

function ip(words: string, before: readonly string[] = []): void {
  const [program = '', ...args] = [...before, 'ip', ...words.split(' ')]
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
}

async function endOf(holder: ChildProcessByStdio<Writable, Readable, null>): Promise<void> {
  if (holder.exitCode !== null) return
  holder.stdin.end()
  await once(holder, 'exit')
}

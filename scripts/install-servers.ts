// npm run install-servers: gets the database servers that the tests start for themselves. Installs programs alone: no service is made,
// started, changed or removed. Exit status 0: all are there; 1: something is missing, the command that gets it is printed.
import { spawnSync } from 'node:child_process'
import { findProgram, findServer, type ServerProgram, serverPrograms } from './server-programs.ts'
import { installWithoutCluster } from './without-cluster.ts'

const missing: string[] = []
for (const server of serverPrograms) {
  const there = findServer(server)
  if (there !== null) {
    console.log(`${server.title}: ${there} is there, nothing to do`)
    continue
  }
  install(server)
  const installed = findServer(server)
  if (installed === null) missing.push(server.title)
  else console.log(`${server.title}: installed ${installed}`)
}
if (missing.length > 0) {
  console.error(`Still missing: ${missing.join(', ')}. Tests of these engines are skipped, and fail with CI=true.`)
  process.exitCode = 1
}

function install(server: ServerProgram): void {
  if (findProgram('apt-get') === null) {
    console.error(`${server.title}: "${server.program}" is missing; get it by: ${server.elsewhere}`)
    return
  }
  let name = aptName(server)
  if (name === null && asRoot(['apt-get', 'update'])) name = aptName(server)
  if (name === null) {
    console.error(`${server.title}: apt knows none of ${server.aptPackages.join(', ')}; ${server.elsewhere}`)
    return
  }
  // --no-remove: where another brand's server stands, apt must refuse rather than take it away.
  const command =
    server.makesCluster === true
      ? installWithoutCluster(name)
      : ['apt-get', 'install', '-y', '--no-install-recommends', '--no-remove', name]
  if (asRoot(command)) return
  // Stale package lists name files that the mirror no longer has.
  if (asRoot(['apt-get', 'update']) && asRoot(command)) return
  console.error(`${server.title}: could not be installed; as root, type: ${command.join(' ')}`)
}

function aptName(server: ServerProgram): string | null {
  return server.aptPackages.find((name) => hasCandidate(name)) ?? null
}

function hasCandidate(name: string): boolean {
  const { stdout } = spawnSync('apt-cache', ['policy', name], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })
  return /Candidate: (?!\(none\))/.test(stdout ?? '')
}

function asRoot(command: readonly string[]): boolean {
  const root = process.getuid?.() === 0
  if (!root && findProgram('sudo') === null) return false
  const [program = '', ...args] = root ? command : ['sudo', ...command]
  console.log(`> ${[program, ...args].join(' ').trimEnd()}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(program, args, { stdio: 'inherit', env }).status === 0
}

/**
 * A named step at which tests end the process as a power cut would: with TYPELINE_FAULT set to the point's name, or to `name:n` for the nth time it
 * is reached, the process kills itself with SIGKILL. Inert otherwise.
 */
export function point(name: string): void {
  if (fault === undefined) return
  const [wanted, nth = '1'] = fault.split(':')
  if (wanted !== name) return
  reached += 1
  if (reached === Number(nth)) process.kill(process.pid, 'SIGKILL')
}

const fault = process.env['TYPELINE_FAULT']
let reached = 0

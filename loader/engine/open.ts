import type { Capabilities } from './capabilities.ts'
import { driverOf } from './drivers.ts'
import { withFaultPoints } from './fault-points.ts'
import type { Engine, OpenOptions } from './session.ts'

/** Opens the database that a URL names; its driver is loaded only then. */
export async function openEngine(url: string, options?: OpenOptions): Promise<Engine> {
  return withFaultPoints(await (await driverOf(url).open()).open(url, options))
}

/** What the engine of a URL can do, without connecting. */
export async function capabilitiesOf(url: string): Promise<Capabilities> {
  return (await driverOf(url).capabilities()).capabilities
}

/** How far a unit of a refresh is: nobody asked for it yet, it is queued or being loaded, or how it ended. */
export type UnitStanding = 'idle' | 'queued' | 'done' | 'ended'

export interface NextUnits {
  /** To be queued now. */
  readonly begin: readonly string[]
  /** Will not be loaded: name → what it needs that was not loaded. */
  readonly skipped: ReadonlyMap<string, readonly string[]>
  /** Nothing is queued, and nothing is left to be. */
  readonly over: boolean
}

/** What a refresh does next: queues each unit whose needs are done, and gives up those whose needs are not going to be. Pure. */
export function nextUnits(
  units: readonly { readonly name: string; readonly needs: readonly string[] }[],
  standing: ReadonlyMap<string, UnitStanding>,
): NextUnits {
  const of = (name: string) => standing.get(name) ?? 'idle'
  const skipped = new Map<string, readonly string[]>()
  const begin: string[] = []
  // In the order of loading a unit comes after what it needs, so that what is skipped is known by then.
  for (const { name, needs } of units) {
    if (of(name) !== 'idle') continue
    const lost = needs.filter((need) => of(need) === 'ended' || skipped.has(need))
    if (lost.length > 0) skipped.set(name, lost)
    else if (needs.every((need) => of(need) === 'done')) begin.push(name)
  }
  const over =
    begin.length === 0 && units.every(({ name }) => of(name) === 'done' || of(name) === 'ended' || skipped.has(name))
  return { begin, skipped, over }
}

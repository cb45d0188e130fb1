/** A database of one's own; disposing drops it. Close what is connected to it first: what is left open fails the test. */
export interface TestDatabase extends AsyncDisposable {
  /** What `openEngine` takes. */
  readonly url: string
}

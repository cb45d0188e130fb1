/** What people or programs are told of a run: the same for mail and webhook. */
export interface Notice {
  readonly event: 'run-started' | 'run-finished' | 'run-refused'
  /** Not wholly done: what `when: 'failure'` waits for. */
  readonly failed: boolean
  /** One line without a control (`oneLine`), without the warehouse's name. */
  readonly headline: string
  /** Below the headline, for people: lines, tables. */
  readonly body: string
  /** What is most worth knowing of it in few lines; may be empty. */
  readonly brief: string
  /** For programs (docs/operations.md, Notices); plain JSON. */
  readonly fields: Readonly<Record<string, unknown>>
  /** In warnings: "the end of run 12". */
  readonly about: string
}

/** Where notices go. */
export interface Recipient {
  /** In warnings: "the mail server smtp://mail.example.org:587"; no password, no secret path. */
  readonly place: string
  /** The setting to look at, such as mail.server. */
  readonly setting: string
  /** Throws where the notice was not taken; the error's message alone is told. */
  send(notice: Notice, signal: AbortSignal): Promise<void>
}

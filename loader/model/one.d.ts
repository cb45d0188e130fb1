/** One name of a union: a template over all of them would be a page. */
export type One<U> = (U extends unknown ? (name: (name: U) => void) => void : never) extends (name: infer F) => void
  ? F extends (name: infer Name) => void
    ? Name
    : never
  : never

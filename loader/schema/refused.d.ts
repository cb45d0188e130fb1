/**
 * A complaint of the compiler: a type that nobody can make, whose one property is named by the sentence, so that the message begins with it.
 * A bare text type would be accepted as a value and offered as a completion.
 */
export type Refused<Sentence extends string> = {
  readonly [S in Sentence]: never
}

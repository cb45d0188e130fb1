import type { Refused } from '../schema/index.ts'
import type { AppendBy, By, WindowBy } from './incremental.ts'

/** How a dimension reads its source, or why it cannot. */
export type Reads<W, R> =
  W extends AppendBy<string>
    ? Refused<'append() is for facts: a dimension is read by incremental({ by }), or in full'>
    : W extends WindowBy<infer B extends string>
      ? [B] extends [By<R>]
        ? W
        : Refused<Unfit<B, R>>
      : W

type Unfit<B extends string, R> = B extends keyof R
  ? `${B} ${null extends R[B] ? 'may be NULL' : `is ${R[B] & string}`}: a window goes by a NOT NULL timestamp, integer or bigint`
  : `the source has no column ${B} to read by`

import { sql } from '../../loader/index.ts'

/** Stories draw what a source gives: this is never run. */
export const drawn = sql`SELECT what a story draws`

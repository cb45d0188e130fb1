import type { FullRead } from './shapes.ts'

/** Each load of the dimension reads its whole source; the default of `read`. */
export const full: FullRead = Object.freeze({ mode: 'full' })

import { csv, feeding, source } from '../../../loader/index.ts'
import { dateDim } from '../creates/date-dim.ts'

/** A row a day; whoever plans the year edits the file. An empty field is NULL. */
export const dates = source({ files: csv('dates.csv'), columns: feeding(dateDim) })

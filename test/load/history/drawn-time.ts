import { bounds } from '../../../loader/load/history/bounds.ts'

/** `5` is 5 January 2024, `5 12:00` a time of that day, `5 12:00:00.000001` to the microsecond; a whole date stands for itself, `-` for a bound. */
export function drawnTime(text: string, history: 'microsecond' | 'day' | null, side: 'from' | 'to'): string {
  const { beginning, openEnd } = bounds(history)
  if (history === null || text === '' || text === '-') return side === 'from' ? beginning : openEnd
  const [day = '', time = '00:00'] = text.split(' ')
  const date = day.length === 10 ? day : `2024-01-${day.padStart(2, '0')}`
  return history === 'day' ? date : `${date} ${time}${':00.000000'.slice(time.length - 5)}`
}

/**
 * Whether a moment lies on the calendar's first or last day, 0001-01-01 or 9999-12-31: marks that sources write for "always" and "for ever",
 * not times. No zone moves them, so that they stay what they are in every zone.
 */
export function isMark(text: string): boolean {
  return text.startsWith('9999-12-31') || text.startsWith('0001-01-01')
}

/** Characters of a mail's text; also of a webhook's document but for the numbers of its units. */
export const longestText = 200_000

/** Characters of the text that a chat shows. */
export const longestBrief = 3000

/** Characters of one error: many share the room, and none takes it all. */
export function errorRoom(errors: number): number {
  return Math.max(300, Math.min(4000, Math.floor(longestText / 2 / Math.max(errors, 1))))
}

/** What terminals, mail readers and headers could take for a command: controls, and marks that turn the direction of writing. */
const controls = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu
const controlsInLines = /[^\P{Cc}\n\t]+|[\u202a-\u202e\u2066-\u2069]+/gu

/** A text as one line of `longest` characters at most, for a subject or a header: no line break or other control is left. */
export function oneLine(text: string, longest = 200): string {
  const line = [
    ...text
      .slice(0, longest * 4)
      .replace(controls, ' ')
      .replace(/ {2,}/g, ' ')
      .trim(),
  ]
  return line.length > longest ? `${line.slice(0, longest - 1).join('')}…` : line.join('')
}

/** A text of several lines, LF alone between them, without other controls. */
export function lines(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(controlsInLines, ' ')
}

/** At most `longest` characters; what is left out is said, and that it is in the log. */
export function cut(text: string, longest: number, log: string): string {
  if (text.length <= longest) return text
  // Not between the halves of a surrogate pair.
  const end = longest - (/[\ud800-\udbff]/.test(text[longest - 1] ?? '') ? 1 : 0)
  return `${text.slice(0, end)}… (cut: ${text.length.toLocaleString('en-US')} characters in all; the rest is in the log, ${log})`
}

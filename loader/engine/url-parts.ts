/** A part of a URL as it was meant. `bad` makes the error of what is wrong with the URL, from words that follow its name. */
export function urlPart(text: string, bad: (words: string) => Error): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw bad('holds a % that begins no code')
  }
}

/** The host without the brackets that a URL puts around IPv6. */
export function urlHost({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1')
}

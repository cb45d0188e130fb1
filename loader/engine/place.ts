const secretKey = /pass|pwd|secret|token/i

/** A database URL without its password, for messages; works on malformed URLs too, since those are what gets printed. */
export function placeOf(url: string): string {
  // The greedy `.*@` takes the last at-sign: a password may hold one that nobody encoded.
  const bare = url.replace(/^([a-z][a-z0-9+.-]*:\/\/)([^:@/]*):.*@/i, '$1$2@')
  return bare.replace(/([?&])([^=&#]+)=([^&#]*)/g, (pair, mark: string, key: string) =>
    secretKey.test(key) ? `${mark}${key}=…` : pair,
  )
}

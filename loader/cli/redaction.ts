/** Hides passwords in whatever is printed or logged. */
export interface Redaction {
  /** A database URL whose password must not be seen, as it stands or decoded. */
  learn(url: string): void
  /** A URL that is a secret as a whole, such as a webhook's: it is hidden wherever it stands, and its path by itself. */
  conceal(url: string): void
  hide(text: string): string
}

// Texts may be megabytes of anything: each pattern has bounds, so that none looks again and again at the same.
const words = /[^\s'"`]+/g
const user = /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^:@/]*:/i
const parameters = /([?&;][^=&#\s]{0,64}(?:pass|pwd|secret|token)[^=&#\s]{0,64}=)[^&#\s'"`]*/gi

/** Shorter passwords are hidden inside URLs alone: replacing each `a` of a text would tell more than it hides. */
const shortest = 4

/** The same of a path: /hook is no secret. */
const shortestPath = 12

export function redaction(): Redaction {
  const secrets = new Set<string>()
  let known: RegExp | null = null
  const add = (found: readonly string[]) => {
    for (const secret of found) {
      for (const form of [secret, JSON.stringify(secret).slice(1, -1)]) if (form.length >= shortest) secrets.add(form)
    }
    const longestFirst = [...secrets].sort((a, b) => b.length - a.length)
    known =
      secrets.size === 0
        ? null
        : new RegExp(longestFirst.map((secret) => secret.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'), 'g')
  }
  return {
    learn: (url) => add(secretsOf(url)),
    conceal: (url) => add([...secretsOf(url), ...wholeOf(url)]),
    hide(text) {
      const bare = text.replace(words, withoutPassword).replace(parameters, '$1***')
      return known === null ? bare : bare.replace(known, '***')
    },
  }
}

/** Of any URL with a user and a password, also one that nobody told us of; the last at-sign before a blank or quote ends the password. */
function withoutPassword(word: string): string {
  const end = word.lastIndexOf('@')
  const found = end < 0 ? null : user.exec(word.slice(0, end))
  return found === null ? word : `${word.slice(0, found.index)}${found[0]}***${word.slice(end)}`
}

function secretsOf(url: string): readonly string[] {
  const password = /^[a-z][a-z0-9+.-]*:\/\/[^:@/]*:(.*)@/is.exec(url)?.[1]
  const values = [...url.matchAll(/[?&][^=&#]*(?:pass|pwd|secret|token)[^=&#]*=([^&#]*)/gi)].map((match) => match[1])
  return [password, ...values].flatMap((secret) => (secret === undefined ? [] : [secret, decoded(secret)]))
}

/** A URL as it was written and as it is sent, and what follows its host, unless that is a word that others use too. */
function wholeOf(url: string): readonly string[] {
  const parts = URL.parse(url)
  if (parts === null) return [url]
  const path = `${parts.pathname}${parts.search}`
  if (path === '/') return []
  return [url, parts.href, ...(path.length < shortestPath ? [] : [path])]
}

function decoded(secret: string): string {
  try {
    return decodeURIComponent(secret)
  } catch {
    // Not encoded at all: a bare percent sign.
    return secret
  }
}

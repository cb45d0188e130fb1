/** Hides passwords in whatever is printed or logged. */
export interface Redaction {
  /** A database URL whose password must not be seen, as it stands or decoded. */
  learn(url: string): void
  hide(text: string): string
}

// Any URL with a user and a password, also one that nobody told us of; the last at-sign before a blank or quote ends the password.
const credentials = /\b([a-z][a-z0-9+.-]*:\/\/[^\s:@/'"`]*):[^\s'"`]*@/gi
const parameters = /([?&;][^=&#\s]*(?:pass|pwd|secret|token)[^=&#\s]*=)[^&#\s'"`]*/gi

/** Shorter passwords are hidden inside URLs alone: replacing each `a` of a text would tell more than it hides. */
const shortest = 4

export function redaction(): Redaction {
  const secrets = new Set<string>()
  let known: RegExp | null = null
  return {
    learn(url) {
      for (const secret of secretsOf(url)) {
        for (const form of [secret, JSON.stringify(secret).slice(1, -1)]) if (form.length >= shortest) secrets.add(form)
      }
      const longestFirst = [...secrets].sort((a, b) => b.length - a.length)
      known =
        secrets.size === 0
          ? null
          : new RegExp(longestFirst.map((secret) => secret.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'), 'g')
    },
    hide(text) {
      const bare = text.replace(credentials, '$1:***@').replace(parameters, '$1***')
      return known === null ? bare : bare.replace(known, '***')
    },
  }
}

function secretsOf(url: string): readonly string[] {
  const password = /^[a-z][a-z0-9+.-]*:\/\/[^:@/]*:(.*)@/is.exec(url)?.[1]
  const values = [...url.matchAll(/[?&][^=&#]*(?:pass|pwd|secret|token)[^=&#]*=([^&#]*)/gi)].map((match) => match[1])
  return [password, ...values].flatMap((secret) => (secret === undefined ? [] : [secret, decoded(secret)]))
}

function decoded(secret: string): string {
  try {
    return decodeURIComponent(secret)
  } catch {
    // Not encoded at all: a bare percent sign.
    return secret
  }
}

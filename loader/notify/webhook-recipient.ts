import { DefinitionError, LoadError } from '../errors/index.ts'
import type { WebhookShape } from '../model/index.ts'
import type { Notice, Recipient } from './notice.ts'
import { oneLine } from './plain-text.ts'
import type { Teller } from './teller.ts'

/** Throws DefinitionError 'bad-url', 'missing-setting'. */
export function webhookRecipient({ url }: WebhookShape, teller: Teller): Recipient {
  const { href, origin, authorization } = webhookPlace(typeof url === 'string' ? url : url.reveal())
  return {
    place: `the webhook at ${origin}`,
    setting: 'webhook.url',
    async send(notice, signal) {
      const response = await fetch(href, {
        method: 'POST',
        // The path may be a secret, and the document is for nobody else.
        redirect: 'manual',
        headers: { 'content-type': 'application/json', ...authorization },
        body: JSON.stringify(document(notice, teller)),
        signal,
      })
      // Read by nobody, however long it is.
      await response.body?.cancel()
      if (!response.ok) throw new LoadError('not-delivered', `it answered ${response.status}`)
    },
  }
}

interface WebhookPlace {
  readonly href: string
  /** For messages; the path may be a secret. */
  readonly origin: string
  readonly authorization: Readonly<Record<string, string>>
}

function webhookPlace(url: string): WebhookPlace {
  const parts = URL.parse(url)
  if (parts === null || (parts.protocol !== 'https:' && parts.protocol !== 'http:'))
    throw new DefinitionError(
      'bad-url',
      'warehouse, webhook: url is no URL that begins with https:// or http://. Write https://host/path, as the service that takes the notices gives it.',
    )
  const { username, password, origin } = parts
  const login = Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64')
  // fetch takes no URL that holds them.
  parts.username = ''
  parts.password = ''
  return {
    href: parts.href,
    origin,
    authorization: username === '' && password === '' ? {} : { authorization: `Basic ${login}` },
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // Not encoded at all: a bare percent sign.
    return text
  }
}

/** docs/operations.md, Notices. `text` is what chats show. */
function document({ event, headline, brief, fields }: Notice, { name, place, host }: Teller): object {
  const line = oneLine(`[${name}] ${headline}`)
  return {
    version: 1,
    event,
    text: brief === '' ? line : `${line}\n${brief}`,
    warehouse: { name, place },
    host,
    pid: process.pid,
    ...fields,
  }
}

import { DefinitionError, LoadError } from '../errors/index.ts'
import type { WebhookShape } from '../model/index.ts'
import type { Notice, Recipient } from './notice.ts'
import { oneLine } from './plain-text.ts'
import { postJson } from './post-json.ts'
import type { Teller } from './teller.ts'

/** Throws DefinitionError 'bad-url', 'missing-setting'. */
export function webhookRecipient({ url }: WebhookShape, teller: Teller): Recipient {
  const at = webhookUrl(typeof url === 'string' ? url : url.reveal())
  return {
    place: `the webhook at ${at.origin}`,
    setting: 'webhook.url',
    async send(notice, signal) {
      const status = await postJson(at, document(notice, teller), signal)
      if (status < 200 || status > 299) throw new LoadError('not-delivered', `it answered ${status}`)
    },
  }
}

function webhookUrl(url: string): URL {
  const parts = URL.parse(url)
  if (parts !== null && (parts.protocol === 'https:' || parts.protocol === 'http:')) return parts
  throw new DefinitionError(
    'bad-url',
    'warehouse, webhook: url is no URL that begins with https:// or http://. Write https://host/path, as the service that takes the notices gives it.',
  )
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

export interface ReadMail {
  /** Header lines, unfolded, decoded, by name in lower case. */
  readonly headers: ReadonlyMap<string, readonly string[]>
  readonly subject: string
  readonly text: string
}

/** A mail of one part taken apart. */
export function readMail(raw: string): ReadMail {
  const end = raw.indexOf('\r\n\r\n')
  const headers = new Map<string, string[]>()
  for (const line of raw
    .slice(0, end)
    .replace(/\r\n[ \t]/g, ' ')
    .split('\r\n')) {
    const [, name = '', value = ''] = /^([^:]*): ?(.*)$/s.exec(line) ?? []
    const all = headers.get(name.toLowerCase()) ?? []
    headers.set(name.toLowerCase(), [...all, decodeWords(value)])
  }
  const text = decodeBody(headers.get('content-transfer-encoding')?.join() ?? '', raw.slice(end + 4))
  return { headers, subject: headers.get('subject')?.join() ?? '', text }
}

function decodeBody(encoding: string, body: string): string {
  const plain = { '7bit': (text: string) => text, base64: fromBase64, 'quoted-printable': fromQuoted }[encoding]
  if (plain === undefined) throw new Error(`A mail encoded as "${encoding}".`)
  return plain(body).replaceAll('\r\n', '\n')
}

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8')
}

function fromQuoted(text: string): string {
  return decodeQuoted(text.replace(/=\r\n/g, ''))
}

function decodeWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?q\?([^?]*)\?=/gi, (_, quoted: string) => decodeQuoted(quoted.replaceAll('_', ' ')))
    .replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, encoded: string) => fromBase64(encoded))
}

function decodeQuoted(text: string): string {
  return Buffer.from(
    text.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
}

export interface ReadMail {
  /** Header lines, unfolded, decoded, by name in lower case. */
  readonly headers: ReadonlyMap<string, readonly string[]>
  readonly subject: string
  readonly text: string
}

/** A mail of one part of quoted-printable text taken apart. */
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
  const text = decodeQuoted(raw.slice(end + 4).replace(/=\r\n/g, '')).replaceAll('\r\n', '\n')
  return { headers, subject: headers.get('subject')?.join() ?? '', text }
}

function decodeWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?q\?([^?]*)\?=/gi, (_, quoted: string) => decodeQuoted(quoted.replaceAll('_', ' ')))
}

function decodeQuoted(text: string): string {
  return Buffer.from(
    text.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
}

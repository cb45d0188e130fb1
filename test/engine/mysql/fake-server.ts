import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** A server that speaks just enough of the protocol to misbehave. */
export interface FakeServer extends AsyncDisposable {
  readonly url: string
  /** Statements it was sent, in order. */
  readonly statements: readonly string[]
  /** Bytes that arrived after it asked for a file. */
  readonly leaked: () => number
}

export interface ServerRefusal {
  readonly error: number
  readonly state: string
  readonly message: string
}

/** What it answers to one statement; undefined: OK. */
export type Answer =
  | { readonly file: string; readonly loaded?: ServerRefusal }
  | { readonly rows: readonly (readonly string[])[]; readonly after: 'end' | 'cut' }
  | { readonly rows: readonly (readonly string[])[]; readonly after: 'end'; readonly firstSequence: number }
  | ServerRefusal
  | 'cut'

export async function fakeServer(
  answer: (sql: string) => Answer | undefined | Promise<Answer | undefined>,
): Promise<FakeServer> {
  const statements: string[] = []
  const sockets = new Set<Socket>()
  let leaked = 0
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    let asked = false
    let loaded = packet(3, ok)
    let buffer = Buffer.alloc(0)
    let greeted = false
    socket.write(packet(0, handshake()))
    socket.on('data', (data: Buffer) => {
      if (asked) leaked += data.length
      buffer = Buffer.concat([buffer, data])
      while (buffer.length >= 4 && buffer.length >= 4 + buffer.readUIntLE(0, 3)) {
        const length = buffer.readUIntLE(0, 3)
        const body = buffer.subarray(4, 4 + length)
        buffer = buffer.subarray(4 + length)
        if (!greeted) {
          greeted = true
          socket.write(packet(2, ok))
        } else if (body[0] === 1) socket.end()
        // COM_RESET_CONNECTION.
        else if (body[0] === 31) socket.write(packet(1, ok))
        else if (body[0] === 3 && !asked) {
          const sql = body.subarray(1).toString()
          statements.push(sql)
          void Promise.resolve(answer(sql)).then((given) => {
            asked = respond(socket, given ?? usual(sql)) || asked
            if (typeof given === 'object' && 'file' in given && given.loaded !== undefined)
              loaded = refusal(4, given.loaded)
          })
        } else if (asked && length === 0) {
          // The end of the file.
          asked = false
          socket.write(loaded)
        }
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `mysql://someone:sesame-99@127.0.0.1:${(server.address() as AddressInfo).port}/db`,
    statements,
    leaked: () => leaked,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

const ok = Buffer.from([0, 0, 0, 3, 0, 0, 0])
const eof = Buffer.from([0xfe, 0, 0, 2, 0])

function usual(sql: string): Answer | undefined {
  if (sql.startsWith('SELECT VERSION()')) return { rows: [['10.11.6-MariaDB', '16777216']], after: 'end' }
  if (sql.startsWith('SELECT CONNECTION_ID()')) return { rows: [['7', '16777216']], after: 'end' }
  return undefined
}

/** True when a file was asked for. */
function respond(socket: Socket, answer: Answer | undefined): boolean {
  if (answer === undefined) socket.write(packet(1, ok))
  else if (answer === 'cut') socket.end()
  else if ('file' in answer) socket.write(packet(1, Buffer.concat([Buffer.from([0xfb]), Buffer.from(answer.file)])))
  else if ('error' in answer) socket.write(refusal(1, answer))
  else {
    const width = answer.rows[0]?.length ?? 1
    let sequence = 'firstSequence' in answer ? answer.firstSequence : 1
    const parts = [packet(sequence++, Buffer.from([width]))]
    for (let index = 0; index < width; index++) parts.push(packet(sequence++, columnDefinition(`c${index}`)))
    parts.push(packet(sequence++, eof))
    for (const row of answer.rows) parts.push(packet(sequence++ & 255, Buffer.concat(row.map(lengthCoded))))
    if (answer.after === 'end') parts.push(packet(sequence++ & 255, eof))
    socket.write(Buffer.concat(parts))
    // A clean-looking end of the connection, in the midst of the result.
    if (answer.after === 'cut') socket.end()
  }
  return typeof answer === 'object' && 'file' in answer
}

function refusal(sequence: number, { error, state, message }: ServerRefusal): Buffer {
  return packet(
    sequence,
    Buffer.concat([Buffer.from([0xff, error & 255, error >> 8]), Buffer.from(`#${state}${message}`)]),
  )
}

function packet(sequence: number, body: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUIntLE(body.length, 0, 3)
  head[3] = sequence
  return Buffer.concat([head, body])
}

function lengthCoded(text: string): Buffer {
  const bytes = Buffer.from(text)
  return Buffer.concat([Buffer.from([bytes.length]), bytes])
}

function columnDefinition(name: string): Buffer {
  const texts = ['def', '', '', '', name, ''].map(lengthCoded)
  // utf8mb4, 255 long, VAR_STRING.
  return Buffer.concat([...texts, Buffer.from([12, 45, 0, 255, 0, 0, 0, 253, 0, 0, 0, 0, 0])])
}

function handshake(): Buffer {
  const salt = Buffer.alloc(20, 0x41)
  return Buffer.concat([
    Buffer.from([10]),
    Buffer.from('10.11.6-MariaDB\0'),
    Buffer.from([7, 0, 0, 0]),
    salt.subarray(0, 8),
    // Protocol 4.1, local files, secure connection, plugin authentication.
    Buffer.from([0, 0x8f, 0xa6, 45, 2, 0, 0x08, 0x00, 21]),
    Buffer.alloc(10),
    salt.subarray(8),
    Buffer.from('\0mysql_native_password\0'),
  ])
}

/** Where people read: what was asked for goes to `out`, what went wrong to `err`. Passwords are hidden on the way. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  /** Takes back the lines being drawn and draws others; nothing is drawn for an empty text. For a terminal only. */
  draw(text: string): void
  /** `out` is a terminal that people look at. */
  readonly live: boolean
}

interface Stream {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** `quiet` drops `out`, and so does `json`, since stdout is the document's. */
export function openTerminal(
  streams: { readonly stdout: Stream; readonly stderr: Stream },
  options: { readonly quiet: boolean; readonly json: boolean },
  hide: (text: string) => string,
): Terminal {
  const stream = streams.stdout
  const silent = options.quiet || options.json
  const live = stream.isTTY === true && !silent
  let drawn = 0
  const erase = () => {
    // Each further line is one up.
    if (drawn > 0) stream.write(`\r\u001b[K${'\u001b[A\u001b[K'.repeat(drawn - 1)}`)
    drawn = 0
  }
  return {
    live,
    out(text) {
      if (silent) return
      erase()
      stream.write(`${hide(text)}\n`)
    },
    err(text) {
      erase()
      streams.stderr.write(`${hide(text)}\n`)
    },
    draw(text) {
      if (!live) return
      erase()
      if (text === '') return
      // A line that wraps could not be taken back.
      const lines = hide(text)
        .split('\n')
        .map((line) => line.slice(0, (stream.columns || 80) - 1))
      stream.write(lines.join('\n'))
      drawn = lines.length
    },
  }
}

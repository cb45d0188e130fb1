/** Where people read: what was asked for goes to `out`, what went wrong to `err`. Passwords are hidden on the way. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  /** Takes back the line being drawn and draws another; an empty one is taken back alone. For a terminal only. */
  draw(line: string): void
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
  let drawn = false
  const erase = () => {
    if (drawn) stream.write('\r\u001b[K')
    drawn = false
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
    draw(line) {
      if (!live) return
      erase()
      if (line === '') return
      // A line that wraps could not be taken back.
      stream.write(hide(line).slice(0, (stream.columns ?? 80) - 1))
      drawn = true
    },
  }
}

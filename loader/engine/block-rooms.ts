/** As many as are under way at once, and more. */
const mostFree = 24
/** Larger ones are of unusual rows, and are given back. */
const mostBytes = 2 * 1024 * 1024
/** Rooms of one size are free for each other. */
const step = 16 * 1024

/** Buffers that hold the rows of blocks, used again when a block is released: made anew each time, they would set off V8's collector again and again. */
export class BlockRooms {
  readonly #free: Buffer[] = []

  /** One of at least so many bytes. */
  get(bytes: number): Buffer {
    const room = this.#free.pop()
    return room !== undefined && room.length >= bytes ? room : Buffer.allocUnsafeSlow(Math.ceil(bytes / step) * step)
  }

  give(room: Buffer): void {
    if (this.#free.length < mostFree && room.length <= mostBytes) this.#free.push(room)
  }
}

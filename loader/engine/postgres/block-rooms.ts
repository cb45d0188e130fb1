/** As many as are under way at once, and more. */
const mostFree = 16

/** Buffers in which blocks are put together, used again when a block is released: made anew each time, they would set off V8's collector again and again. */
export class BlockRooms {
  readonly #free: Buffer[] = []

  get(bytes: number): Buffer {
    const room = this.#free.pop()
    return room !== undefined && room.length >= bytes ? room : Buffer.allocUnsafeSlow(bytes)
  }

  give(room: Buffer): void {
    if (this.#free.length < mostFree) this.#free.push(room)
  }
}

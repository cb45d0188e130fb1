/** What a server is, as far as SQL text depends on it. */
export interface Server {
  readonly brand: 'mariadb' | 'mysql'
  /** As the server tells it, e.g. `10.11.6-MariaDB`. */
  readonly version: string
  /** Equal text is equal bytes; `utf8mb4_bin` would not do: it pads, so that 'a' = 'a '. */
  readonly collation: 'utf8mb4_nopad_bin' | 'utf8mb4_0900_bin'
}

/** Reads the answer to `SELECT VERSION()`. */
export function serverOf(version: string): Server {
  return /mariadb/i.test(version)
    ? { brand: 'mariadb', version, collation: 'utf8mb4_nopad_bin' }
    : { brand: 'mysql', version, collation: 'utf8mb4_0900_bin' }
}

import { DatabaseError } from '../../errors/index.ts'
import type { BulkTarget } from '../session.ts'
import type { Connection } from './connection.ts'

/** One row that the server would not take, found before it is sent (FAULTS.md 49). */
export function rowTooLarge({ place, packetBytes }: Connection, { table }: BulkTarget, bytes: number): DatabaseError {
  return new DatabaseError(
    'too-large',
    `A row of ${bytes} bytes for ${table} is larger than what ${place} takes in one packet (${packetBytes} bytes). ` +
      "Raise the server's max_allowed_packet, or leave such rows out.",
    { fields: { place, table, bytes } },
  )
}

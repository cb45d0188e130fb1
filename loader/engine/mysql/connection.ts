import { type ConnectionFacts, type RemoteHand, ServerConnection } from '../server-connection.ts'
import { manners } from './manners.ts'
import type { Wire } from './wire.ts'

export interface MysqlFacts extends ConnectionFacts {
  /** This client's address as the server sees it. */
  readonly client: string
  /** Most bytes of one packet to the server. */
  readonly packetBytes: number
}

export class Connection extends ServerConnection<Wire> {
  readonly client: string
  readonly packetBytes: number

  constructor(wire: Wire, facts: MysqlFacts, server: RemoteHand) {
    super(wire, facts, manners, server, () => wire.reset())
    this.client = facts.client
    this.packetBytes = facts.packetBytes
  }
}

import { type ConnectionFacts, type RemoteHand, ServerConnection } from '../server-connection.ts'
import { manners } from './manners.ts'
import type { Wire } from './wire.ts'

export class Connection extends ServerConnection<Wire> {
  constructor(wire: Wire, facts: ConnectionFacts, server: RemoteHand) {
    super(wire, facts, manners, server, () => wire.statement(manners.reset))
  }
}

import { type Address, readAddress } from '../server-address.ts'

export function addressOf(url: string): Address {
  return readAddress(url, { scheme: 'postgres', port: 5432, user: true })
}

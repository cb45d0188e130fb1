import { type Address, readAddress } from '../server-address.ts'

export function addressOf(url: string): Address {
  return readAddress(url, { scheme: 'mysql', port: 3306, user: false })
}

/** What a test makes wrong or other about the shop, by name, in the environment variable SHOP. */
export function variant(name: string): boolean {
  return (process.env['SHOP'] ?? '').split(' ').includes(name)
}

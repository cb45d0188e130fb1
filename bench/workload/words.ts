const ends = ['hausen', 'berg', 'dorf', 'stadt', 'feld', 'bach', 'heim', 'burg', 'rode', 'münster', 'köping']

export const cities = ['Nord', 'Süd', 'Ost', 'West', 'Alt', 'Neu', 'Ober', 'Unter'].flatMap((begin) =>
  ends.map((end) => begin + end),
)
export const segments = ['consumer', 'corporate', 'small business', 'public sector', 'reseller']
export const categories = ['grocery', 'electronics', 'garden', 'clothing', 'books', 'toys', 'sports', 'health']
export const firstNames = ['Anna', 'Björn', 'Chloé', 'David', 'Elif', 'Felix', 'Greta', 'Hugo', 'Ines', 'Łukasz']
export const lastNames = ['Müller', 'Schmidt', 'Novák', 'Jensen', 'Rossi', 'García', 'Kowalski', 'Smith', 'Okafor']

export function pick<T>(from: readonly T[], random: number): T {
  return from[Math.floor(random * from.length)] as T
}
